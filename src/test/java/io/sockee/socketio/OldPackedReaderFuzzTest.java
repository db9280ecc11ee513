package io.sockee.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sockee.wire.Packet;
import java.nio.charset.StandardCharsets;

/** Any text of an old client with MessagePack is a CONNECT or a DISCONNECT, or malformed. */
class OldPackedReaderFuzzTest {

    @FuzzTest(maxDuration = "2s")
    void isRead(byte[] text) {
        Packet packet = new OldPackedReader(new PackedReader(50, 10)).text(new String(text, StandardCharsets.UTF_8), 0);
        assertThat(packet).isInstanceOfAny(Packet.Connect.class, Packet.Disconnect.class, Packet.Malformed.class);
    }
}
