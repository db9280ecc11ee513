package io.sockee.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.Frame;
import io.sockee.connection.Frames;
import io.sockee.event.Event;
import io.sockee.event.EventReader;
import io.sockee.event.RawArguments;
import io.sockee.wire.Packet;
import io.sockee.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketWriterTest {
    private final PacketWriter writer = new PacketWriter("4", Frame.Binary::new);

    private static String text(Frames frames) {
        return ((Frame.Text) frames.get(0)).text();
    }

    private static RawArguments arguments(String... json) {
        return RawArguments.of(List.of(json), List.of());
    }

    @Test
    void writesWhatAServerSays() {
        assertThat(text(writer.connect("/", "id"))).isEqualTo("40{\"sid\":\"id\"}");
        assertThat(text(writer.connect("/a", "id"))).isEqualTo("40/a,{\"sid\":\"id\"}");
        assertThat(text(writer.disconnect("/"))).isEqualTo("41");
        assertThat(text(writer.disconnect("/a"))).isEqualTo("41/a,");
        assertThat(text(writer.connectError("/a", "say \"no\"\n", null)))
                .isEqualTo("44/a,{\"message\":\"say \\\"no\\\"\\n\"}");
        assertThat(text(writer.connectError("/", "no", "[1]"))).isEqualTo("44{\"message\":\"no\",\"data\":[1]}");
        assertThat(text(writer.event("/", new Event("e", RawArguments.NONE), Wire.NO_ACK)))
                .isEqualTo("42[\"e\"]");
        assertThat(text(writer.event("/a", new Event("e\"", arguments("1.0", "{}")), 3)))
                .isEqualTo("42/a,3[\"e\\\"\",1.0,{}]");
        assertThat(text(writer.ack("/", RawArguments.NONE, 0))).isEqualTo("430[]");
        assertThat(text(writer.ack("/a", arguments("null"), 12))).isEqualTo("43/a,12[null]");
    }

    @Test
    void attachmentsFollowTheirPacket() {
        Frames frames = writer.event(
                "/",
                new Event("e", RawArguments.of(List.of("{\"_placeholder\":true,\"num\":0}"), List.of(new byte[2]))),
                Wire.NO_ACK);
        assertThat(text(frames)).isEqualTo("451-[\"e\",{\"_placeholder\":true,\"num\":0}]");
        assertThat(frames.count()).isEqualTo(2);
        assertThat(text(writer.ack("/a", RawArguments.of(List.of(), List.of(new byte[1])), 3)))
                .isEqualTo("461-/a,3[]");
    }

    /** A lone surrogate has no UTF-8 form; sent as it is it would end the connections of those who receive it. */
    @Test
    void escapesLoneSurrogates() {
        assertThat(text(writer.ack("/", arguments("\"\ud800\"", "\"\ud83d\ude00\udc00\""), 1)))
                .isEqualTo("431[\"\\ud800\",\"\ud83d\ude00\\udc00\"]");
        assertThat(text(writer.event("/", new Event("\udfff", RawArguments.NONE), Wire.NO_ACK)))
                .isEqualTo("42[\"\\udfff\"]");
        assertThat(text(writer.connectError("/", "\ud800", null))).isEqualTo("44{\"message\":\"\\ud800\"}");
    }

    @Test
    void aReaderReadsWhatWasWritten() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> values = List.of("1.0", "1e400", "\"a\\u0000\"", "\"\ud83d\ude00\"", "[ ]", "{\"a\" :1}", "null");
        PacketReader reader = new PacketReader(new EventReader(100), 10);
        for (int round = 0; round < 10_000; round++) {
            List<String> json = new ArrayList<>();
            List<byte[]> attachments = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                if (random.nextInt(3) == 0) {
                    json.add("{\"_placeholder\":true,\"num\":" + attachments.size() + "}");
                    attachments.add(new byte[] {(byte) round});
                } else {
                    json.add(values.get(random.nextInt(values.size())));
                }
            }
            String name = random(random);
            String namespace = random.nextBoolean() ? "/" : "/n" + random.nextInt(5);
            long ackId = random.nextBoolean() ? Wire.NO_ACK : random.nextInt(1_000_000);
            Frames frames = writer.event(namespace, new Event(name, RawArguments.of(json, attachments)), ackId);
            String wire = new String(text(frames).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            Packet packet = reader.text(wire, 1);
            for (int i = 1; i < frames.count(); i++) {
                packet = reader.binary(((Frame.Binary) frames.get(i)).bytes());
            }
            String description = "seed " + seed + ": " + wire;
            assertThat(packet).as(description).isInstanceOf(Packet.Emit.class);
            Packet.Emit emit = (Packet.Emit) packet;
            assertThat(emit.namespace()).as(description).isEqualTo(namespace);
            assertThat(emit.ackId()).as(description).isEqualTo(ackId);
            assertThat(emit.event().name()).as(description).isEqualTo(name);
            RawArguments read = emit.event().arguments();
            for (int i = 0; i < json.size(); i++) {
                assertThat(read.json(i)).as(description).isEqualTo(json.get(i));
            }
            assertThat(read.attachments()).as(description).isEqualTo(attachments);
        }
    }

    private static String random(Random random) {
        char[] chars = new char[random.nextInt(6)];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = random.nextInt(4) == 0 ? (char) random.nextInt(0x10000) : (char) (' ' + random.nextInt(96));
        }
        String text = new String(chars);
        return Arrays.asList("connect", "disconnect").contains(text) ? "x" : text;
    }
}
