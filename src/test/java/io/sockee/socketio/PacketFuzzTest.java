package io.sockee.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.engineio.PayloadAccess;
import io.sockee.event.EventReader;
import io.sockee.event.RawArguments;
import io.sockee.wire.Packet;
import io.sockee.wire.Wire;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Mutated packets through every decoder: each is a packet or malformed, nothing is thrown. As many packets as the
 * system property {@code sockee.fuzz.packets} says; {@code sockee.fuzz.seed} repeats a run.
 */
class PacketFuzzTest {
    private static final int PACKETS = Integer.getInteger("sockee.fuzz.packets", 300_000);

    private static final List<String> SEEDS = List.of(
            "40",
            "40/admin,{\"token\":\"\\u00e4\"}",
            "41/admin,",
            "42[\"event\",1.0,1e400,12345678901234567890,null]",
            "42/admin,12[\"event\",{\"a\":[1,{\"b\":\"\\ud800\"}],\"a\":2}]",
            "431[ true , \"\u2028\" ]",
            "451-[\"b\",{\"_placeholder\":true,\"num\":0}]",
            "452-/admin,7[\"b\",[{\"_placeholder\":true,\"num\":1},{\"num\":0,\"_placeholder\":true}]]",
            "461-3[{\"_placeholder\":true,\"num\":0}]",
            "2probe",
            "bAQIDBA==",
            "4" + "2[\"deep\"," + "[".repeat(60) + "]".repeat(60) + "]");

    private static final String ALPHABET = "0123456789-,/[]{}\":\\bu_ptrue nul.eE+=\u001e\u0000\ud800\udc00\u20ac";

    private final EventReader events = new EventReader(50);

    @Test
    void noPacketIsThrownAt() {
        long seed = Long.getLong("sockee.fuzz.seed", System.nanoTime());
        Random random = new Random(seed);
        PacketReader reader = new PacketReader(events, 10);
        int understood = 0;
        for (int i = 0; i < PACKETS; i++) {
            String body = mutate(random);
            try {
                PayloadAccess payload = new PayloadAccess(body);
                for (String packet = payload.next(); packet != null; packet = payload.next()) {
                    byte[] binary = PayloadAccess.binary(packet);
                    Packet read = binary == null ? reader.text(packet, 1) : reader.binary(binary);
                    understood += visit(read);
                    if (read instanceof Packet.Malformed) {
                        reader = new PacketReader(events, 10);
                    }
                }
                events.event(body, i % 3).ifPresent(event -> use(event.arguments()));
                events.arguments(body, i % 3).ifPresent(PacketFuzzTest::use);
                events.isObject(body);
            } catch (Throwable thrown) {
                throw new AssertionError("seed " + seed + ", packet " + i + ": " + escape(body), thrown);
            }
        }
        assertThat(understood)
                .as("seed %s: the mutations leave packets that are understood", seed)
                .isGreaterThan(PACKETS / 100);
    }

    /** Looks at everything that a controller could look at. */
    private static int visit(Packet packet) {
        if (packet instanceof Packet.Emit emit) {
            use(emit.event().arguments());
            if (emit.event().name().isEmpty() && emit.ackId() < Wire.NO_ACK) {
                throw new IllegalStateException("ack id " + emit.ackId());
            }
        } else if (packet instanceof Packet.Ack ack) {
            use(ack.arguments());
        }
        return packet instanceof Packet.Malformed ? 0 : 1;
    }

    private static void use(RawArguments arguments) {
        StringBuilder all = new StringBuilder();
        arguments.appendTo(all);
        int sum = 0;
        for (int i = 0; i < arguments.count(); i++) {
            String json = arguments.json(i);
            sum += json.length();
            if (json.isBlank()) {
                throw new IllegalStateException("an argument without text");
            }
        }
        if (all.length() != arguments.length() || sum > all.length()) {
            throw new IllegalStateException("the arguments are longer than their text");
        }
    }

    private static String mutate(Random random) {
        StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + 1 + random.nextInt(6));
            switch (random.nextInt(7)) {
                case 0, 1 -> text.insert(at, any(random));
                case 2 -> text.delete(at, to);
                case 3 -> text.replace(at, Math.min(text.length(), at + 1), String.valueOf(any(random)));
                case 4 -> text.insert(at, text.substring(at, to));
                case 5 -> text.insert(at, SEEDS.get(random.nextInt(SEEDS.size())));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }

    private static char any(Random random) {
        return random.nextInt(8) == 0
                ? (char) random.nextInt(0x10000)
                : ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c < ' ' || c > '~' ? String.format("\\u%04x", c) : "" + (char) c));
        return escaped.toString();
    }
}
