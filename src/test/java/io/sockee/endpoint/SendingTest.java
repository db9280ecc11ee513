package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.websocket.Compression;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In which form a message leaves that several receive. */
class SendingTest {
    private static final int RSV1 = 0x40;

    private final Compression compression = new Compression(100);
    private final Sending compressing = new Sending(compression, written -> {});
    private final Sending plain = new Sending(null, written -> {});

    @AfterEach
    void close() {
        compression.close();
    }

    private static Frame.Message large() {
        return new Frame.Text("x".repeat(1_000));
    }

    @Test
    void isCompressedOnceForThoseWhoHaveAgreed() {
        Frame.Message message = large();
        byte[] first = compressing.encoded(message);
        assertThat(first[0] & RSV1).isNotZero();
        assertThat(compressing.encoded(message)).isSameAs(first);
        assertThat(plain.encoded(message)[0] & RSV1).isZero();
    }

    @Test
    void isTheSameForAllWhereItIsNotToBeCompressed() {
        Frames frames = Frames.of("x".repeat(1_000), List.of(new byte[500]));
        frames.leavePlain();
        for (int i = 0; i < frames.count(); i++) {
            Frame.Message message = (Frame.Message) frames.get(i);
            byte[] first = compressing.encoded(message);
            assertThat(first[0] & RSV1).isZero();
            assertThat(plain.encoded(message)).isSameAs(first);
        }
    }
}
