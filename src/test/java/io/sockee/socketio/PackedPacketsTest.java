package io.sockee.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.EventReader;
import io.sockee.event.RawArguments;
import io.sockee.wire.Packet;
import io.sockee.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets in MessagePack, as JavaScript's and Python's clients have them. */
class PackedPacketsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEPTH = 20;

    private final PacketForm writer = new PackedPackets(Frame.Binary::new);

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static byte[] bytes(Frames frames) {
        assertThat(frames.count()).isOne();
        return ((Frame.Binary) frames.get(0)).bytes();
    }

    private static String text(Frames frames) {
        return HexFormat.of().formatHex(bytes(frames));
    }

    private static Packet read(byte[] message) {
        return new PackedReader(DEPTH, 3).binary(message);
    }

    /** An event whose one argument is written in MessagePack as given. */
    private static Packet event(String argument) {
        return read(hex("82 a474797065 02 a464617461 92 a165" + argument));
    }

    private static String argument(String packed) {
        Packet packet = event(packed);
        assertThat(packet).isInstanceOf(Packet.Emit.class);
        return ((Packet.Emit) packet).event().arguments().json(0);
    }

    /** The same as a part of an event. */
    private static RawArguments arguments(String json, byte[]... attachments) {
        return new EventReader(DEPTH)
                .arguments("[" + json + "]", attachments.length)
                .orElseThrow()
                .with(List.of(attachments));
    }

    private String written(String json, byte[]... attachments) {
        String whole = text(writer.ack("/", arguments(json, attachments), 0));
        String head = "84a474797065" + "03" + "a36e7370" + "a12f" + "a26964" + "00" + "a464617461" + "91";
        assertThat(whole).startsWith(head);
        return whole.substring(head.length());
    }

    // --- What the server says ---------------------------------------------------------------------------------

    @Test
    void everyPacketIsOneMap() {
        assertThat(text(writer.connect("/"))).isEqualTo("82a47479706500a36e7370a12f");
        assertThat(text(writer.connect("/", "id"))).isEqualTo("83a47479706500a36e7370a12fa46461746181a3736964a26964");
        assertThat(text(writer.connect("/", "i", "p")))
                .isEqualTo("83a47479706500a36e7370a12fa46461746182a3736964a169a3706964a170");
        assertThat(text(writer.disconnect("/a"))).isEqualTo("82a47479706501a36e7370a22f61");
        assertThat(text(writer.connectError("/", "no", "[1]")))
                .isEqualTo("83a47479706504a36e7370a12fa46461746182a76d657373616765a26e6fa4646174619101");
        assertThat(text(writer.error("/", "\"no\""))).isEqualTo("83a47479706504a36e7370a12fa464617461a26e6f");
        assertThat(text(writer.event("/", new Event("e", arguments("1,null")), Wire.NO_ACK)))
                .isEqualTo("83a47479706502a36e7370a12fa46461746193a16501c0");
        assertThat(text(writer.event("/", new Event("e", RawArguments.NONE), 7)))
                .isEqualTo("84a47479706502a36e7370a12fa2696407a46461746191a165");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "0 00",
                "127 7f",
                "128 cc80",
                "255 ccff",
                "256 cd0100",
                "65535 cdffff",
                "65536 ce00010000",
                "4294967295 ceffffffff",
                "4294967296 cf0000000100000000",
                "9223372036854775807 cf7fffffffffffffff",
                "18446744073709551615 cfffffffffffffffff",
                "18446744073709551616 cb43f0000000000000",
                "-1 ff",
                "-32 e0",
                "-33 d0df",
                "-128 d080",
                "-129 d1ff7f",
                "-32769 d2ffff7fff",
                "-2147483649 d3ffffffff7fffffff",
                "-9223372036854775809 cbc3e0000000000000",
                "1.5 cb3ff8000000000000",
                "true c3",
                "false c2",
                "null c0",
                "\"\\u20ac\" a3e282ac",
                "\"\\ud800\" a13f",
                "[] 90",
                "[1,[2],{}] 93019102" + "80",
                "{\"a\":[1,2],\"b\":{\"c\":3}} 82a161920102a16281a16303"
            })
    void valuesHaveTheirShortestForm(String json, String packed) {
        assertThat(written(json)).isEqualTo(packed);
    }

    @Test
    void lengthsHaveOneByteTwoOrFour() {
        assertThat(written("\"" + "x".repeat(32) + "\"")).startsWith("d920");
        assertThat(written("\"" + "x".repeat(256) + "\"")).startsWith("da0100");
        assertThat(written("\"" + "x".repeat(65_536) + "\"")).startsWith("db00010000");
        assertThat(written("[0" + ",0".repeat(15) + "]")).startsWith("dc0010");
        assertThat(written("[0" + ",0".repeat(65_535) + "]")).startsWith("dd00010000");
        StringBuilder object = new StringBuilder("{\"k0\":0");
        for (int i = 1; i < 16; i++) {
            object.append(",\"k").append(i).append("\":0");
        }
        assertThat(written(object.append('}').toString())).startsWith("de0010");
    }

    @Test
    void bytesAreWhereTheyBelong() {
        byte[] one = {1};
        byte[] two = {2, 3};
        String first = "{\"_placeholder\":true,\"num\":0}";
        String second = "{\"num\":1,\"_placeholder\":true,\"more\":[{}]}";
        assertThat(written("[" + second + ",{\"x\":" + first + "},5]", one, two))
                .isEqualTo("93" + "c4020203" + "81a178c40101" + "05");
        assertThat(written("{\"_placeholder\":false,\"num\":0}", one))
                .isEqualTo("82ac5f706c616365686f6c646572c2a36e756d00");
        assertThat(written(first, new byte[256])).startsWith("c50100");
    }

    // --- What clients say -------------------------------------------------------------------------------------

    @Test
    void theOrderOfFieldsIsTheClients() {
        // as socket.io-client writes it: type, data, options, nsp
        assertThat(
                        read(
                                hex(
                                        "84 a474797065 00 a464617461 d40000 a76f7074696f6e73 81 a8636f6d7072657373 c3 a36e7370 a22f61")))
                .isEqualTo(new Packet.Connect("/a", null));
        // as python-socketio does: nil for what is not there
        assertThat(read(hex("83 a474797065 01 a464617461 c0 a36e7370 a12f"))).isEqualTo(new Packet.Disconnect("/"));
        assertThat(read(hex("82 a464617461 81a174a178 a474797065 00")))
                .isEqualTo(new Packet.Connect("/", "{\"t\":\"x\"}"));
    }

    @Test
    void eventsAndAcksHaveIds() {
        assertThat(read(hex("84 a474797065 02 a464617461 93a165c30a a26964 05 a36e7370 a22f61")))
                .isInstanceOfSatisfying(Packet.Emit.class, emit -> {
                    assertThat(emit.namespace()).isEqualTo("/a");
                    assertThat(emit.ackId()).isEqualTo(5);
                    assertThat(emit.event().name()).isEqualTo("e");
                    assertThat(emit.event().arguments().json(0)).isEqualTo("true");
                    assertThat(emit.event().arguments().json(1)).isEqualTo("10");
                });
        assertThat(read(hex("83 a474797065 03 a464617461 90 a26964 cdffff")))
                .isInstanceOfSatisfying(Packet.Ack.class, ack -> {
                    assertThat(ack.ackId()).isEqualTo(65_535);
                    assertThat(ack.arguments().count()).isZero();
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "05 5",
                "ff -1",
                "ccff 255",
                "cdffff 65535",
                "ceffffffff 4294967295",
                "cf7fffffffffffffff 9223372036854775807",
                "cfffffffffffffffff 18446744073709551615",
                "d080 -128",
                "d18000 -32768",
                "d280000000 -2147483648",
                "d38000000000000000 -9223372036854775808",
                "ca3fc00000 1.5",
                "cb3ff0000000000000 1.0",
                "cb7ff8000000000000 null", // NaN
                "cb7ff0000000000000 null", // Infinity
                "c0 null",
                "d40000 null", // undefined
                "c2 false",
                "a0 \"\"",
                "a3e282ac \"\u20ac\"",
                "a3efbfbd \"\ufffd\"",
                "a2220a \"\\\"\\n\"",
                "d90178 \"x\"",
                "da000178 \"x\"",
                "db0000000178 \"x\"",
                "dc000101 [1]",
                "dd0000000101 [1]",
                "de0001a16101 {\"a\":1}",
                "df00000001a16101 {\"a\":1}",
                "82a161d40000a16201 {\"b\":1}", // what is undefined is not there
                "8105a178 {\"5\":\"x\"}",
                "d70000000000000003e8 \"1970-01-01T00:00:01.000Z\"", // a date of JavaScript's clients
                "d6ff00000001 \"1970-01-01T00:00:01.000Z\"",
                "d7ff1dcd650000000001 \"1970-01-01T00:00:01.125Z\"",
                "c70cff07735940ffffffffffffffff \"1969-12-31T23:59:59.125Z\"",
                "c70301313233 123", // the digits of a large number
                "c70301303037 7",
                "c704012d313233 -123"
            })
    void valuesAreJson(String packed, String json) {
        assertThat(argument(packed)).isEqualTo(json);
    }

    @Test
    void bytesBecomeAttachments() {
        Packet packet = event("93 c40101 c70200 0203 c60000000104");
        assertThat(packet).isInstanceOfSatisfying(Packet.Emit.class, emit -> {
            RawArguments arguments = emit.event().arguments();
            assertThat(arguments.json(0))
                    .isEqualTo("[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1},"
                            + "{\"_placeholder\":true,\"num\":2}]");
            assertThat(arguments.attachments()).containsExactly(new byte[] {1}, new byte[] {2, 3}, new byte[] {4});
        });
        assertThat(event("94 c40101 c40101 c40101 c40101"))
                .as("more than may be")
                .isInstanceOf(Packet.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "c0", // no map
                "90",
                "80", // no type
                "81 a474797065 04", // only servers send it
                "81 a474797065 07",
                "81 a474797065 ff",
                "81 a474797065 a130",
                "81 a474797065 cb0000000000000000",
                "82 a474797065 00 a474797065 00", // twice
                "82 a474797065 00 a36e7370 a161", // no slash
                "82 a474797065 00 a36e7370 01",
                "82 a474797065 00 a464617461 01", // no object
                "82 a474797065 00 a464617461 90",
                "82 a474797065 00 a464617461 81a161c40101", // bytes in an auth payload
                "82 a474797065 01 a464617461 80",
                "81 a474797065 02", // an event without data
                "82 a474797065 02 a464617461 90",
                "82 a474797065 02 a464617461 91c0",
                "82 a474797065 02 a464617461 91a7636f6e6e656374", // a reserved name
                "83 a474797065 02 a464617461 91a165 a26964 ff", // an id below 0
                "83 a474797065 02 a464617461 91a165 a26964 cf0020000000000000", // past 53 bits
                "83 a474797065 02 a464617461 91a165 a26964 a131",
                "82 a474797065 03 a464617461 90", // an ack without an id
                "83 a474797065 03 a26964 01 a464617461 c0",
                "82 a474797065 00 01 02", // a field that has no name
                "81 a474797065 00 00", // something behind it
                "82 a474797065 00", // broken off
                "81 a474797065",
                "dfffffffff", // a map of four billion
                "82 a474797065 02 a464617461 ddffffffff a165", // an array of as many
                "82 a474797065 02 a464617461 dd7fffffff a165",
                "82 a474797065 02 a464617461 92 a165 dbffffffff", // a text of as many
                "82 a474797065 02 a464617461 92 a165 c6ffffffff",
                "82 a474797065 02 a464617461 92 a165 c9ffffffff00",
                "82 a474797065 02 a464617461 92 a165 c1", // no value at all
                "82 a474797065 02 a464617461 92 a165 a1ff", // no UTF-8
                "82 a474797065 02 a464617461 92 a165 81c001", // a key that is no text
                "82 a474797065 02 a464617461 92 a165 d40500", // an unknown extension
                "82 a474797065 02 a464617461 92 a165 d8" + "00" + "00000000000000000000000000000000",
                "82 a474797065 02 a464617461 92 a165 c7020131_",
                "82 a474797065 02 a464617461 92 a165 d7ffffffffff00000001", // a billion nanoseconds and more
                "82 a474797065 02 a464617461 92 a165 c70cff000000007fffffffffffffff", // past all years
                "82 a474797065 02 a464617461 92 a165 81ac5f706c616365686f6c646572c3" // a placeholder of the client's
            })
    void whatIsNoPacketIsMalformed(String packed) {
        assertThat(read(hex(packed.replace("_", "2e")))).isInstanceOf(Packet.Malformed.class);
    }

    @Test
    void nestingIsBounded() {
        assertThat(event("91".repeat(DEPTH - 1) + "c0")).isInstanceOf(Packet.Emit.class);
        assertThat(event("91".repeat(DEPTH) + "c0")).isInstanceOf(Packet.Malformed.class);
        assertThat(event("81a161".repeat(DEPTH - 1) + "c0")).isInstanceOf(Packet.Emit.class);
        assertThat(event("91".repeat(100_000) + "c0")).isInstanceOf(Packet.Malformed.class);
        assertThat(read(hex("82 a474797065 00 a178 " + "91".repeat(100_000) + "c0")))
                .as("what nobody looks at may be deep")
                .isInstanceOf(Packet.Connect.class);
    }

    @Test
    void textIsNoPacket() {
        assertThat(new PackedReader(DEPTH, 3).text("40", 1)).isInstanceOf(Packet.Malformed.class);
    }

    /** Any values that JSON can have go through MessagePack and come back; arrays and objects of all sizes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void whatIsWrittenIsReadAsTheSame(int seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            String json = "[" + any(random, 4) + "," + any(random, 4) + "]";
            RawArguments arguments = new EventReader(DEPTH).arguments(json, 0).orElseThrow();
            byte[] message = bytes(writer.event("/n", new Event("some", arguments), i));
            Packet packet = read(message);
            assertThat(packet).as(json).isInstanceOf(Packet.Emit.class);
            Packet.Emit emit = (Packet.Emit) packet;
            assertThat(emit.ackId()).isEqualTo(i);
            StringBuilder again = new StringBuilder("[");
            emit.event().arguments().appendTo(again);
            JsonNode expected = JSON.readTree(json);
            assertThat(JSON.readTree(again.append(']').toString())).isEqualTo(expected);
        }
    }

    private static String any(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 5 : 7);
        StringBuilder json = new StringBuilder();
        switch (kind) {
            case 0 -> json.append(random.nextLong() >> random.nextInt(64));
            case 1 -> json.append(random.nextDouble() * 1e6);
            case 2 -> json.append(random.nextBoolean());
            case 3 -> json.append("null");
            case 4 ->
                json.append('"').append("\u00e4x".repeat(random.nextInt(40))).append("\\n\"");
            default -> {
                int size = random.nextInt(20);
                json.append(kind == 5 ? '[' : '{');
                for (int i = 0; i < size; i++) {
                    json.append(i == 0 ? "" : ",");
                    json.append(kind == 5 ? "" : "\"k" + i + "\":").append(any(random, depth - 1));
                }
                json.append(kind == 5 ? ']' : '}');
            }
        }
        return json.toString();
    }

    /** The largest message in which everything is a control character: six chars for each byte, and no more. */
    @Test
    void whatAMessageTakesIsBoundedByItsLength() {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(hex("82 a474797065 02 a464617461 92 a165 da ffff"));
        message.writeBytes("\u0001".repeat(65_535).getBytes(StandardCharsets.UTF_8));
        Packet packet = read(message.toByteArray());
        assertThat(((Packet.Emit) packet).event().arguments().size()).isEqualTo(6 * 65_535 + 2);
    }
}
