package io.sockee.websocket;

import static io.sockee.websocket.ClientBytes.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a server makes of a client's bytes, however they are sliced.
 */
@DisplayName("A reader of frames")
class FrameReaderTest {
    private static final int LIMIT = 70_000;
    private static final int SLICINGS = 20;

    /** What has been read, as lines of text. */
    private static final class Transcript implements MessageListener {
        private final List<String> lines = new ArrayList<>();
        private int pongs;

        @Override
        public void onText(String text) {
            lines.add("text " + (text.length() > 200 ? "of " + text.length() : text));
        }

        @Override
        public void onBinary(byte[] bytes) {
            lines.add("binary " + (bytes.length > 200 ? "of " + bytes.length : hex(bytes)));
        }

        @Override
        public void onPong() {
            pongs++;
        }

        @Override
        public void onPing(byte[] payload) {
            lines.add("ping " + hex(payload));
        }

        @Override
        public void onClose(int code, String reason) {
            lines.add("close " + code + " " + reason);
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    }

    static Stream<Arguments> cases() {
        return new FrameCases(LIMIT).all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void reads(String name, ClientBytes client, List<String> expected) {
        byte[] bytes = client.toBytes();
        assertThat(read(bytes, bytes.length, bytes.length)).as("whole").isEqualTo(expected);
        assertThat(read(bytes, 1, 1)).as("byte by byte").isEqualTo(expected);
        for (int i = 0; i < SLICINGS; i++) {
            int seed = i;
            assertThat(read(bytes, 0, i < SLICINGS / 2 ? 5 : 3000, new Random(seed)))
                    .as("sliced by seed %s", seed)
                    .isEqualTo(expected);
        }
    }

    private static List<String> read(byte[] bytes, int least, int most) {
        return read(bytes, least, most, new Random(0));
    }

    private static List<String> read(byte[] bytes, int least, int most, Random random) {
        Transcript transcript = new Transcript();
        FrameReader reader = new FrameReader(LIMIT, transcript);
        for (int at = 0; at < bytes.length && !reader.isOver(); ) {
            int length = Math.min(bytes.length - at, least + random.nextInt(most - least + 1));
            // In the midst of another array, and overwritten afterwards, as a buffer that is used again.
            byte[] buffer = new byte[length + 7];
            System.arraycopy(bytes, at, buffer, 3, length);
            try {
                reader.read(buffer, 3, 3 + length);
            } catch (FramingException e) {
                transcript.lines.add("fails " + e.code());
                assertThat(reader.isOver()).isTrue();
            }
            Arrays.fill(buffer, (byte) 0xee);
            at += length;
        }
        return transcript.lines;
    }

    @Test
    @DisplayName("tells of pongs, whatever they hold, also between fragments")
    void pongs() throws FramingException {
        Transcript transcript = new Transcript();
        byte[] bytes = of().frame(0x8a)
                .frame(0x01, 'a')
                .frame(0x8a, 1, 2)
                .frame(0x80, 'b')
                .toBytes();
        new FrameReader(LIMIT, transcript).read(bytes, 0, bytes.length);
        assertThat(transcript.pongs).isEqualTo(2);
        assertThat(transcript.lines).containsExactly("text ab");
    }

    @Test
    @DisplayName("does not read on after a failure")
    void isOver() throws FramingException {
        Transcript transcript = new Transcript();
        FrameReader reader = new FrameReader(LIMIT, transcript);
        byte[] bytes = of().raw(0x81, 1).text("never").toBytes();
        try {
            reader.read(bytes, 0, bytes.length);
        } catch (FramingException e) {
            assertThat(e.code()).isEqualTo(CloseCode.PROTOCOL_ERROR);
        }
        byte[] more = of().text("never").toBytes();
        reader.read(more, 0, more.length);
        assertThat(transcript.lines).isEmpty();
    }

    @Test
    @DisplayName("survives random changes of what clients send")
    void mutated() {
        Random random = new Random(7);
        byte[][] seeds = cases().map(row -> ((ClientBytes) row.get()[1]).toBytes())
                .filter(bytes -> bytes.length < 400)
                .toArray(byte[][]::new);
        int failures = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = seeds[random.nextInt(seeds.length)].clone();
            for (int n = random.nextInt(4); n >= 0 && bytes.length > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            List<String> whole = read(bytes, bytes.length, bytes.length);
            failures += whole.toString().contains("fails") ? 1 : 0;
            if (i % 20 == 0) {
                assertThat(read(bytes, 1, 1)).isEqualTo(whole);
            }
        }
        assertThat(failures).isBetween(10_000, 190_000);
    }

    /** CVE-2026-48779: others kept a buffer for each. */
    @Test
    @DisplayName("keeps fragments of one byte in one buffer, up to the limit")
    void tinyFragments() throws FramingException {
        int limit = 1_000_000;
        FrameReader reader = new FrameReader(limit, new Transcript(), null);
        byte[] first = {Opcode.BINARY, (byte) 0x81, 0, 0, 0, 0, 'x'};
        byte[] next = first.clone();
        next[0] = Opcode.CONTINUATION;
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long before = threads.getCurrentThreadAllocatedBytes();
        reader.read(first, 0, first.length);
        for (int i = 1; i < limit; i++) {
            reader.read(next, 0, next.length);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8L * limit);
        assertThatThrownBy(() -> reader.read(next, 0, next.length))
                .isInstanceOfSatisfying(
                        FramingException.class, e -> assertThat(e.code()).isEqualTo(CloseCode.TOO_BIG));
    }

    @Test
    @DisplayName("reads what a client needs where a message may have a hundred bytes")
    void smallLimit() throws FramingException {
        Transcript transcript = new Transcript();
        FrameReader reader = new FrameReader(100, transcript, null);
        for (String text : List.of("40", "3", "x".repeat(100))) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            byte[] frame = new byte[bytes.length + 6];
            frame[0] = (byte) (0x80 | Opcode.TEXT);
            frame[1] = (byte) (0x80 | bytes.length);
            System.arraycopy(bytes, 0, frame, 6, bytes.length);
            reader.read(frame, 0, frame.length);
        }
        assertThat(transcript.lines).containsExactly("text 40", "text 3", "text " + "x".repeat(100));
    }
}
