package io.sockee.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.event.EventReader;
import io.sockee.wire.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket.IO v5, protocol section 2. */
class PacketReaderTest {
    private final PacketReader reader = new PacketReader(new EventReader(100), 10);

    private Packet read(String packet) {
        return reader.text("4" + packet, 1);
    }

    /** A packet, its parts separated by spaces; a dash stands for what is not there. */
    private static String describe(Packet packet) {
        if (packet instanceof Packet.Connect connect) {
            return "connect " + connect.namespace() + " " + (connect.auth() == null ? "-" : connect.auth());
        } else if (packet instanceof Packet.Disconnect disconnect) {
            return "disconnect " + disconnect.namespace();
        } else if (packet instanceof Packet.Emit emit) {
            StringBuilder arguments = new StringBuilder();
            emit.event().arguments().appendTo(arguments);
            return "event " + emit.namespace() + " " + emit.ackId() + " "
                    + emit.event().name() + " " + arguments;
        } else if (packet instanceof Packet.Ack ack) {
            StringBuilder arguments = new StringBuilder();
            ack.arguments().appendTo(arguments);
            return "ack " + ack.namespace() + " " + ack.ackId() + " " + arguments;
        } else if (packet instanceof Packet.Malformed malformed) {
            return "malformed: " + malformed.why();
        }
        return "awaiting";
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '~',
            value = {
                "0                      | connect / -",
                "0{}                    | connect / {}",
                "0{\"token\":1.0}       | connect / {\"token\":1.0}",
                "0/admin                | connect /admin -",
                "0/admin,               | connect /admin -",
                "0/admin,{}             | connect /admin {}",
                "0/admin?a=b,{}         | connect /admin?a=b {}",
                "0/,                    | connect / -",
                "1                      | disconnect /",
                "1/admin                | disconnect /admin",
                "1/admin,               | disconnect /admin",
                "2[\"e\"]               | event / -1 e ~~",
                "2[1,2]                 | event / -1 1 2",
                "20[\"e\"]              | event / 0 e ~~",
                "212[\"e\",\"a\",{}]    | event / 12 e \"a\",{}",
                "2/admin,[\"e\"]        | event /admin -1 e ~~",
                "2/admin,7[\"e\",[ 1 ]] | event /admin 7 e [ 1 ]",
                "29007199254740991[\"e\"] | event / 9007199254740991 e ~~",
                "2[\"connected\"]       | event / -1 connected ~~",
                "30[]                   | ack / 0 ~~",
                "3/admin,9[1,\"b\"]     | ack /admin 9 1,\"b\"",
                "51-[\"e\"]             | awaiting",
                "51-/admin,3[\"e\"]     | awaiting",
                "510-[\"e\"]            | awaiting",
                "502-[\"e\"]            | awaiting",
                "61-4[]                 | awaiting",
            })
    void readsWhatIsAPacket(String packet, String meaning) {
        assertThat(describe(read(packet)).strip())
                .isEqualTo(meaning.replace("~", "").strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "9[]",
                "x",
                " 0",
                "4{}",
                "4{\"message\":\"x\"}",
                "\u0662[\"e\"]",
                // Payloads of the wrong form.
                "0[]",
                "0null",
                "0\"a\"",
                "0{",
                "0{}x",
                "0/admin,[]",
                "1{}",
                "1[]",
                "1/admin,{}",
                "2",
                "2{}",
                "2[]",
                "2null",
                "2\"e\"",
                "2[null]",
                "2[{}]",
                "2[\"e\"",
                "2[\"e\"]x",
                "2-1[\"e\"]",
                "2/admin",
                "2/admin[\"e\"]",
                "3[]",
                "3",
                "30",
                "30{}",
                "3a[]",
                "3/admin,[]",
                // Ack ids that no counter reaches.
                "29007199254740992[\"e\"]",
                "312345678901234567[]",
                // Names that are kept.
                "2[\"connect\"]",
                "2[\"connect_error\"]",
                "2[\"disconnect\"]",
                "2[\"disconnecting\"]",
                "2[\"newListener\"]",
                "2[\"removeListener\"]",
                "2[\"dis\\u0063onnect\"]",
                "51-[\"disconnect\"]",
                // Attachments.
                "5[\"e\"]",
                "5-[\"e\"]",
                "50-[\"e\"]",
                "5-1-[\"e\"]",
                "511-[\"e\"]",
                "51000-[\"e\"]",
                "51[\"e\"]",
                "51",
                "51-",
                "5x-[\"e\"]",
                "5 1-[\"e\"]",
                "51.0-[\"e\"]",
                "51e0-[\"e\"]",
                "599999999999999999999-[\"e\"]",
                "6[]",
                "61-[]",
                "60-1[]",
                "51-[\"e\",{\"_placeholder\":true,\"num\":1}]",
                "51-[\"e\",{\"_placeholder\":true,\"num\":\"0\"}]",
                "51-[\"e\",{\"_placeholder\":true}]"
            })
    void refusesWhatIsNone(String packet) {
        assertThat(read(packet)).isInstanceOf(Packet.Malformed.class);
    }

    @Test
    void tellsNothingOfTheMessageItRefuses() {
        assertThat(describe(read("2[\"connect\",\"secret\"]"))).isEqualTo("malformed: reserved event name");
        assertThat(describe(read("2{\"secret\"}"))).isEqualTo("malformed: invalid payload");
    }

    @Test
    void keepsABinaryPacketUntilItsAttachmentsAreThere() {
        byte[] first = {1};
        byte[] second = {2};
        String arguments = "{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":0}";
        assertThat(describe(read("52-/admin,3[\"e\"," + arguments + "]"))).isEqualTo("awaiting");
        assertThat(describe(reader.binary(first))).isEqualTo("awaiting");
        Packet packet = reader.binary(second);
        assertThat(describe(packet)).isEqualTo("event /admin 3 e " + arguments);
        assertThat(((Packet.Emit) packet).event().arguments().attachments()).isEqualTo(List.of(first, second));
        assertThat(describe(read("2[\"next\"]"))).isEqualTo("event / -1 next ");
    }

    @Test
    void keepsABinaryAckUntilItsAttachmentIsThere() {
        read("61-7[1]");
        Packet.Ack ack = (Packet.Ack) reader.binary(new byte[3]);
        assertThat(ack.ackId()).isEqualTo(7);
        assertThat(ack.arguments().attachments()).hasSize(1);
    }

    @Test
    void refusesTextWhereAnAttachmentIsDueAndTheReverse() {
        assertThat(reader.binary(new byte[0])).isInstanceOf(Packet.Malformed.class);
        read("51-[\"e\"]");
        assertThat(read("2[\"e\"]")).isInstanceOf(Packet.Malformed.class);
    }

    @Test
    void takesNoAttachmentsWhereNoneAreAllowed() {
        PacketReader none = new PacketReader(new EventReader(100), 0);
        assertThat(none.text("51-[\"e\"]", 0)).isInstanceOf(Packet.Malformed.class);
        assertThat(none.text("2[\"e\"]", 0)).isInstanceOf(Packet.Emit.class);
    }
}
