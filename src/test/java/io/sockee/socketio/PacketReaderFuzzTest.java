package io.sockee.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sockee.connection.Frame;
import io.sockee.event.EventReader;
import io.sockee.wire.Packet;
import io.sockee.wire.Wire;
import java.nio.charset.StandardCharsets;

/** Any message is a packet or malformed; an event that is written again is read as the same one. */
class PacketReaderFuzzTest {
    private final PacketWriter writer = new PacketWriter("", Frame.Binary::new);

    @FuzzTest(maxDuration = "2s")
    void isRead(byte[] utf8) {
        String message = new String(utf8, StandardCharsets.UTF_8);
        Packet packet = new PacketReader(new EventReader(50), 10).text(message, 0);
        if (packet instanceof Packet.Emit emit) {
            assertThat(emit.ackId()).isGreaterThanOrEqualTo(Wire.NO_ACK);
            Frame again =
                    writer.event(emit.namespace(), emit.event(), emit.ackId()).get(0);
            Packet read = new PacketReader(new EventReader(50), 10).text(((Frame.Text) again).text(), 0);
            assertThat(read).isInstanceOfSatisfying(Packet.Emit.class, same -> {
                assertThat(same.namespace()).isEqualTo(emit.namespace());
                assertThat(same.ackId()).isEqualTo(emit.ackId());
                assertThat(same.event().name()).isEqualTo(emit.event().name());
                assertThat(same.event().arguments().count())
                        .isEqualTo(emit.event().arguments().count());
            });
        }
    }
}
