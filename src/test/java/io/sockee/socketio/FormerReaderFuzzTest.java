package io.sockee.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sockee.connection.Frame;
import io.sockee.event.EventReader;
import io.sockee.wire.Packet;
import io.sockee.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Any message of an old client is a packet or malformed, and so is what comes behind it as bytes. */
class FormerReaderFuzzTest {
    private final Wire wire = new SocketIo4("4", Frame.Binary::new, new EventReader(50), 10);

    /** What is before the first zero is the text; what is between further ones comes after it as bytes, as long as it is wanted. */
    @FuzzTest(maxDuration = "2s")
    void isRead(byte[] input) {
        Wire.Reader reader = wire.reader();
        int end = end(input, 0);
        Packet packet = reader.text(new String(input, 0, end, StandardCharsets.UTF_8), 0);
        assertThat(packet).isNotNull();
        while (!(packet instanceof Packet.Malformed) && end < input.length) {
            int start = end + 1;
            end = end(input, start);
            packet = reader.binary(Arrays.copyOfRange(input, start, end));
            assertThat(packet).isNotNull();
        }
    }

    private static int end(byte[] input, int from) {
        int end = from;
        while (end < input.length && input[end] != 0) {
            end++;
        }
        return end;
    }
}
