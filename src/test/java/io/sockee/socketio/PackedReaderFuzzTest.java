package io.sockee.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sockee.connection.Frame;
import io.sockee.event.EventReader;
import io.sockee.wire.Packet;
import io.sockee.wire.Wire;

/**
 * Any message is a packet or malformed; the arguments of an event are JSON as that of a client in text would be, and the event is read as the
 * same one when it is written again.
 */
class PackedReaderFuzzTest {
    private static final int DEPTH = 50;
    private static final int ATTACHMENTS = 10;

    private final PackedPackets writer = new PackedPackets(Frame.Binary::new);

    @FuzzTest(maxDuration = "2s")
    void isRead(byte[] message) {
        Packet packet = new PackedReader(DEPTH, ATTACHMENTS).binary(message);
        if (packet instanceof Packet.Emit emit) {
            StringBuilder json = new StringBuilder("[");
            emit.event().arguments().appendTo(json);
            int attachments = emit.event().arguments().attachments().size();
            assertThat(new EventReader(DEPTH).arguments(json.append(']').toString(), attachments))
                    .get()
                    .extracting(arguments -> arguments.count())
                    .isEqualTo(emit.event().arguments().count());
            assertThat(emit.ackId()).isGreaterThanOrEqualTo(Wire.NO_ACK);
            Frame again =
                    writer.event(emit.namespace(), emit.event(), emit.ackId()).get(0);
            Packet read = new PackedReader(DEPTH, ATTACHMENTS).binary(((Frame.Binary) again).bytes());
            assertThat(read).isInstanceOfSatisfying(Packet.Emit.class, same -> {
                assertThat(same.event().name()).isEqualTo(emit.event().name());
                assertThat(same.event().arguments().attachments()).hasSize(attachments);
            });
        }
    }
}
