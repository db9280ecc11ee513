package io.sockee.sockjs;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sockee.sockjs.MessageReader.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any payload is messages, no more of them than there may be, or is refused; one message is read the same by the short way as by the long. */
class MessageReaderFuzzTest {
    private static final int MOST = 10;

    private final MessageReader reader = new MessageReader(MOST);

    @FuzzTest(maxDuration = "2s")
    void isRead(byte[] utf8) {
        String payload = new String(utf8, StandardCharsets.UTF_8);
        Result posted = reader.payload(payload);
        Result framed = reader.frame(payload);
        if (posted instanceof Result.Messages messages) {
            assertThat(messages.all()).hasSizeLessThanOrEqualTo(MOST).doesNotContainNull();
            assertThat(framed).isEqualTo(posted);
            assertThat(reader.payload(" " + payload)).isEqualTo(posted); // which the short way does not take
        } else if (framed instanceof Result.Messages messages) {
            assertThat(messages.all()).hasSize(1);
            assertThat(reader.payload("[" + payload + "]")).isEqualTo(new Result.Messages(List.copyOf(messages.all())));
        }
    }
}
