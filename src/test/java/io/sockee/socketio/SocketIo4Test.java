package io.sockee.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.EventReader;
import io.sockee.event.RawArguments;
import io.sockee.wire.Packet;
import io.sockee.wire.Wire;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the old version of the protocol has of its own. */
class SocketIo4Test {
    private final Wire wire = new SocketIo4("4", SocketIo4Test::behindItsType, new EventReader(100), 10);

    private static Frame.Binary behindItsType(byte[] message) {
        byte[] frame = new byte[message.length + 1];
        System.arraycopy(message, 0, frame, 1, message.length);
        frame[0] = 4;
        return new Frame.Binary(frame);
    }

    private static String text(Frames frames) {
        return ((Frame.Text) frames.get(0)).text();
    }

    private static byte[] bytes(Frames frames) {
        return ((Frame.Binary) frames.get(0)).bytes();
    }

    private Packet read(String packet) {
        return wire.reader().text(packet, 0);
    }

    @Test
    void everybodyIsInTheMainNamespaceWithoutAsking() {
        assertThat(wire.implied()).contains(new Packet.Connect("/", null));
    }

    @Test
    void theAnswersToAConnectAreBare() {
        assertThat(text(wire.connect("/", "id"))).isEqualTo("40");
        assertThat(text(wire.connect("/a", "/a#id"))).isEqualTo("40/a,");
        assertThat(text(wire.connectError("/", "say \"no\"\n", null))).isEqualTo("44\"say \\\"no\\\"\\n\"");
        assertThat(text(wire.connectError("/a", "no", "{\"code\":7}"))).isEqualTo("44/a,{\"code\":7}");
    }

    @Test
    void attachmentsHaveTheFormOfTheTransport() {
        RawArguments arguments = RawArguments.of(List.of("{\"_placeholder\":true,\"num\":0}"), List.of(new byte[] {7}));
        for (Frames frames :
                List.of(wire.event("/", new Event("e", arguments), Wire.NO_ACK), wire.ack("/", arguments, 1))) {
            assertThat(((Frame.Binary) frames.get(1)).bytes()).containsExactly(4, 7);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "0/a /a null",
                "0/a, /a null",
                "0/a? /a {}",
                "0/a?token=1 /a {\"token\":\"1\"}",
                "0/a?token=1, /a {\"token\":\"1\"}",
                "0/a?x=1%2C+2&y&&x=%22 /a {\"x\":[\"1,.2\",\"\\\"\"],\"y\":\"\"}",
                "0/a?x=%zz /a {\"x\":\"%zz\"}",
                "0/a?x=1,2&y=3, /a {\"x\":\"1,2\",\"y\":\"3\"}",
                "0/a?x=1,2&y=3 /a {\"x\":\"1,2\",\"y\":\"3\"}",
                "0/a?x=, /a {\"x\":\"\"}",
                "0/?x=1 / {\"x\":\"1\"}"
            })
    void theQueryOfAConnectIsItsAuthPayload(String packet, String namespace, String auth) {
        assertThat(read(packet))
                .isEqualTo(new Packet.Connect(namespace, auth.equals("null") ? null : auth.replace(".2", " 2")));
    }

    @Test
    void aQueryHasAThousandParametersAtMost() {
        Packet.Connect connect = (Packet.Connect) read("0/a?" + "a&".repeat(1_500) + "b");
        assertThat(connect.auth())
                .startsWith("{\"a\":[\"\",")
                .doesNotContain("b")
                .hasSize(3_007);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0{}", "0/a,{\"token\":1}", "7", "2{}", "4\"error\""})
    void whatBreaksTheRulesIsMalformed(String packet) {
        assertThat(read(packet)).isInstanceOf(Packet.Malformed.class);
    }

    @Test
    void aQueryOfAnotherPacketIsLeftOut() {
        assertThat(read("1/a?token=1")).isEqualTo(new Packet.Disconnect("/a"));
        assertThat(read("2/a?token=1,3[\"e\"]")).isInstanceOfSatisfying(Packet.Emit.class, emit -> {
            assertThat(emit.namespace()).isEqualTo("/a");
            assertThat(emit.ackId()).isEqualTo(3);
            assertThat(emit.event().name()).isEqualTo("e");
        });
        assertThat(read("3/a?token=1,3[]"))
                .isInstanceOfSatisfying(
                        Packet.Ack.class, ack -> assertThat(ack.namespace()).isEqualTo("/a"));
    }

    @Test
    void binaryPacketsAreKeptUntilTheirAttachmentsAreThere() {
        Wire.Reader reader = wire.reader();
        assertThat(reader.text("51-/a?x,[\"e\",{\"_placeholder\":true,\"num\":0}]", 0))
                .isInstanceOf(Packet.Awaiting.class);
        assertThat(reader.binary(new byte[] {7})).isInstanceOfSatisfying(Packet.Emit.class, emit -> {
            assertThat(emit.namespace()).isEqualTo("/a");
            assertThat(emit.event().arguments().attachments()).hasSize(1);
        });
    }

    /** {@code socket.io-msgpack-parser} for Socket.IO 2 sends what carries no event as JSON, and takes a text alone for an error. */
    @Nested
    class WithMessagePack {
        private final Wire packed = SocketIo4.messagePack(SocketIo4Test::behindItsType, 100, 10);

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"type\":0,\"nsp\":\"/a\"}",
                    "{\"type\":0,\"query\":\"token=1\",\"options\":{\"compress\":[true]},\"nsp\":\"/a\",\"data\":null}",
                    " {\"nsp\":\"/a\", \"type\":0} ",
                })
        void aConnectMayBeJson(String json) {
            assertThat(packed.reader().text("4" + json, 1)).isEqualTo(new Packet.Connect("/a", null));
        }

        @Test
        void theQueryOfAConnectIsTakenForAuth() {
            assertThat(packed.reader().text("{\"type\":0,\"query\":\"x=1,2\",\"nsp\":\"/a?x=1,2\"}", 0))
                    .isEqualTo(new Packet.Connect("/a", "{\"x\":\"1,2\"}"));
        }

        @Test
        void aDisconnectMayBeJson() {
            Wire.Reader reader = packed.reader();
            assertThat(reader.text("{\"type\":1,\"nsp\":\"/a\",\"options\":{}}", 0))
                    .isEqualTo(new Packet.Disconnect("/a"));
            assertThat(reader.text("{\"type\":1,\"nsp\":\"/\"}", 0)).isEqualTo(new Packet.Disconnect("/"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "0/a",
                    "{",
                    "[]",
                    "null",
                    "{}",
                    "{\"type\":0}",
                    "{\"nsp\":\"/a\"}",
                    "{\"type\":0,\"nsp\":\"a\"}",
                    "{\"type\":0,\"nsp\":7}",
                    "{\"type\":\"0\",\"nsp\":\"/a\"}",
                    "{\"type\":0.0,\"nsp\":\"/a\"}",
                    "{\"type\":99999999999999999999,\"nsp\":\"/a\"}",
                    "{\"type\":2,\"nsp\":\"/a\",\"data\":[\"e\"]}",
                    "{\"type\":4,\"nsp\":\"/a\",\"data\":\"no\"}",
                    "{\"type\":0,\"nsp\":\"/a\",\"data\":{}}",
                    "{\"type\":1,\"nsp\":\"/a\",\"data\":[]}",
                    "{\"type\":0,\"type\":0,\"nsp\":\"/a\"}",
                    "{\"type\":0,\"nsp\":\"/a\",\"nsp\":\"/b\"}",
                    "{\"type\":0,\"nsp\":\"/a\"} {}",
                })
        void whatElseIsJsonIsMalformed(String json) {
            assertThat(packed.reader().text(json, 0)).isInstanceOf(Packet.Malformed.class);
        }

        @Test
        void nestingIsBounded() {
            String deep = "{\"type\":0,\"nsp\":\"/a\",\"options\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
            assertThat(packed.reader().text(deep, 0)).isInstanceOf(Packet.Malformed.class);
        }

        @Test
        void aRefusalIsAText() {
            assertThat(bytes(packed.connectError("/a", "no", "{\"code\":7}")))
                    .isEqualTo(bytes(packed.connectError("/a", "no", null)))
                    .endsWith('n', 'o');
        }
    }
}
