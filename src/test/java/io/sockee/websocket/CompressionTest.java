package io.sockee.websocket;

import static io.sockee.websocket.ClientBytes.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compressed messages of both sides, the examples of RFC 7692, section 7.2.3, among them. */
@DisplayName("Compressed messages")
class CompressionTest {
    private static final int LIMIT = 70_000;

    /** How many of zlib's are in use. */
    private final AtomicInteger inUse = new AtomicInteger();

    private final Compression compression = new Compression(
            0,
            new Supply<>(0, () -> counted(new Deflater(6, true)), Deflater::reset, d -> {
                d.end();
                inUse.decrementAndGet();
            }),
            new Supply<>(0, () -> counted(new Inflater(true)), Inflater::reset, i -> {
                i.end();
                inUse.decrementAndGet();
            }));

    private <T> T counted(T one) {
        inUse.incrementAndGet();
        return one;
    }

    @AfterEach
    void nothingIsHeld() {
        assertThat(inUse).as("Deflaters and Inflaters in use").hasValue(0);
    }

    static Stream<Arguments> cases() {
        int[] hello = {0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00};
        return Stream.of(
                arguments("in one frame", of().frame(0xc1, hello), List.of("text Hello")),
                arguments("binary", of().frame(0xc2, hello), List.of("binary 5")),
                arguments(
                        "in fragments, the bit on the first only",
                        of().frame(0x41, 0xf2, 0x48, 0xcd).frame(0x80, 0xc9, 0xc9, 0x07, 0x00),
                        List.of("text Hello")),
                arguments(
                        "with a ping in between",
                        of().frame(0x41, 0xf2, 0x48, 0xcd).frame(0x89, "x").frame(0x80, 0xc9, 0xc9, 0x07, 0x00),
                        List.of("ping 1", "text Hello")),
                arguments(
                        "in a block that is not compressed",
                        of().frame(0xc1, 0, 5, 0, 0xfa, 0xff, 0x48, 0x65, 0x6c, 0x6c, 0x6f, 0),
                        List.of("text Hello")),
                arguments(
                        "in a block that says that it is the last",
                        of().frame(0xc1, 0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00),
                        List.of("text Hello")),
                arguments(
                        "in several such blocks",
                        of().frame(0xc1, 0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0, 0xf3, 0x48, 0xcd, 0xc9, 0xc9, 7, 0, 0),
                        List.of("text HelloHello")),
                arguments(
                        "in two blocks",
                        of().frame(0xc1, 0xf2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xff, 0xff, 0xca, 0xc9, 0xc9, 0x07, 0x00),
                        List.of("text Hello")),
                arguments(
                        "each by itself, among others",
                        of().frame(0xc1, hello).text("plain").frame(0xc1, hello).close(1000, ""),
                        List.of("text Hello", "text plain", "text Hello", "close 1000")),
                arguments(
                        "that refer to the one before",
                        of().frame(0xc1, hello).frame(0xc1, 0xf2, 0x00, 0x11, 0, 0),
                        List.of("text Hello", "fails 1007")),
                arguments("that are empty", of().frame(0xc1, 0).frame(0xc2, 0), List.of("text ", "binary 0")),
                arguments(
                        "that are empty, without a byte, and in fragments",
                        of().frame(0xc1).frame(0x41).frame(0).frame(0x80),
                        List.of("text ", "text ")),
                arguments(
                        "with a character over two fragments",
                        of().then(split(deflated("\u20ac".getBytes(StandardCharsets.UTF_8)), 2)),
                        List.of("text \u20ac")),
                arguments("no text", of().frame(0xc1, deflated(new byte[] {(byte) 0xff})), List.of("fails 1007")),
                arguments(
                        "half a character",
                        of().frame(0xc1, deflated(new byte[] {(byte) 0xe2, (byte) 0x82})),
                        List.of("fails 1007")),
                arguments("corrupted", of().frame(0xc2, 0xff, 0xff, 0xff, 0xff), List.of("fails 1007")),
                arguments("corrupted in a fragment", of().frame(0x42, 0x06, 1).frame(0x80, 2), List.of("fails 1007")),
                arguments(
                        "with the bit on a continuation",
                        of().frame(0x01, "a").frame(0xc0, hello),
                        List.of("fails 1002")),
                arguments("with the bit on a ping", of().frame(0xc9, "a"), List.of("fails 1002")),
                arguments("with the bit on a close", of().frame(0xc8, 3, 0xe8), List.of("fails 1002")),
                arguments("with another bit besides", of().frame(0xe1, hello), List.of("fails 1002")),
                arguments("with another bit instead", of().frame(0x91, hello), List.of("fails 1002")),
                arguments(
                        "as large as may be", of().frame(0xc2, deflated(new byte[LIMIT])), List.of("binary " + LIMIT)),
                arguments(
                        "as large as may be, in noise",
                        of().frame(0xc2, deflated(noise(LIMIT))),
                        List.of("binary " + LIMIT)),
                arguments("too large", of().frame(0xc2, deflated(new byte[LIMIT + 1])), List.of("fails 1009")),
                arguments(
                        "too large in several fragments",
                        of().then(split(deflated(new byte[LIMIT + 1]), 20)),
                        List.of("fails 1009")),
                arguments(
                        "that are announced as too large",
                        of().head(0xc2, 127, 0, 0, 0, 0, 0, 2, 0, 0),
                        List.of("fails 1009")),
                arguments(
                        "in endless blocks without content",
                        of().frame(0x42, times(12_000, 0, 0, 0, 0xff, 0xff))
                                .frame(0, times(12_000, 0, 0, 0, 0xff, 0xff)),
                        List.of("fails 1009")));
    }

    /** A message as a client compresses it. */
    private static byte[] deflated(byte[] message) {
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(message);
        byte[] bytes = new byte[message.length + message.length / 100 + 100];
        int length = deflater.deflate(bytes, 0, bytes.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(bytes, length - 4);
    }

    private static ClientBytes split(byte[] payload, int at) {
        return of().frame(payload.length > 100 ? 0x42 : 0x41, Arrays.copyOf(payload, at))
                .frame(0x80, Arrays.copyOfRange(payload, at, payload.length));
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static byte[] times(int count, int... bytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            for (int b : bytes) {
                all.write(b);
            }
        }
        return all.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("are read as they were meant, or refused, however they are sliced:")
    void reads(String name, ClientBytes client, List<String> expected) {
        byte[] bytes = client.toBytes();
        for (int slice : new int[] {bytes.length, 1, 7, 1000}) {
            assertThat(read(bytes, slice)).as("in slices of %s", slice).isEqualTo(expected);
        }
    }

    private List<String> read(byte[] bytes, int slice) {
        List<String> lines = new ArrayList<>();
        FrameReader reader = new FrameReader(LIMIT, transcript(lines), compression);
        for (int at = 0; at < bytes.length && !reader.isOver(); at += slice) {
            byte[] buffer = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + slice));
            try {
                reader.read(buffer, 0, buffer.length);
            } catch (FramingException e) {
                lines.add("fails " + e.code());
            }
        }
        return lines;
    }

    private static MessageListener transcript(List<String> lines) {
        return new MessageListener() {
            @Override
            public void onText(String text) {
                lines.add("text " + text);
            }

            @Override
            public void onBinary(byte[] bytes) {
                lines.add("binary " + bytes.length);
            }

            @Override
            public void onPong() {
                lines.add("pong");
            }

            @Override
            public void onPing(byte[] payload) {
                lines.add("ping " + payload.length);
            }

            @Override
            public void onClose(int code, String reason) {
                lines.add("close " + code);
            }
        };
    }

    @Test
    @DisplayName("are refused where they were not agreed on")
    void notAgreed() {
        List<String> lines = new ArrayList<>();
        FrameReader reader = new FrameReader(LIMIT, transcript(lines));
        byte[] bytes =
                of().frame(0xc1, 0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00).toBytes();
        try {
            reader.read(bytes, 0, bytes.length);
        } catch (FramingException e) {
            lines.add("fails " + e.code());
        }
        assertThat(lines).containsExactly("fails 1002");
    }

    @Test
    @DisplayName("hold nothing between them, and nothing when the connection ends in the midst of one")
    void ends() throws FramingException {
        FrameReader reader = new FrameReader(LIMIT, transcript(new ArrayList<>()), compression);
        byte[] whole =
                of().frame(0xc1, 0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00).toBytes();
        reader.read(whole, 0, whole.length);
        assertThat(inUse).hasValue(0);
        byte[] half = of().frame(0x41, 0xf2, 0x48, 0xcd).toBytes();
        reader.read(half, 0, half.length);
        assertThat(inUse).hasValue(1);
        reader.end();
        assertThat(inUse).hasValue(0);
        byte[] rest = of().frame(0x80, 0xc9, 0xc9, 0x07, 0x00).toBytes();
        try {
            reader.read(rest, 0, rest.length);
        } catch (FramingException e) {
            // nothing that came in part is handed over
        }
        assertThat(reader.isOver()).isTrue();
    }

    @Test
    @DisplayName("are unpacked no further than they may be large")
    void bomb() {
        byte[] bomb = deflated(new byte[50_000_000]);
        assertThat(bomb.length).isLessThan(LIMIT);
        long before = allocated();
        assertThat(read(of().frame(0xc2, bomb).toBytes(), 16_384)).containsExactly("fails 1009");
        assertThat(allocated() - before).isLessThan(10L * LIMIT);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    @Test
    @DisplayName("that are sent are what any client unpacks, of any size")
    void sent() throws DataFormatException {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            byte[] message = new byte[random.nextInt(i < 250 ? 3000 : 200_000)];
            for (int at = 0; at < message.length; at++) {
                message[at] = (byte) (random.nextInt(i % 30 + 2));
            }
            byte[] plain = FrameBytes.binary(message);
            byte[] frame = compression.compress(plain);
            assertThat(frame.length).isLessThanOrEqualTo(plain.length);
            if (frame != plain) {
                assertThat(frame[0] & 0xff).isEqualTo(0xc2);
                assertThat(inflated(frame, message.length)).isEqualTo(message);
            }
        }
        String text = "{\"event\":\"price\",\"of\":\"something\"}".repeat(100);
        byte[] frame = compression.compress(FrameBytes.text(text));
        assertThat(frame[0] & 0xff).isEqualTo(0xc1);
        assertThat(frame.length).isLessThan(text.length() / 10);
    }

    @Test
    @DisplayName("that would not become smaller are sent as they are")
    void noise() {
        for (int length : new int[] {0, 1, 5, 100, 10_000, 70_000}) {
            byte[] plain = FrameBytes.binary(noise(length));
            assertThat(compression.compress(plain)).isSameAs(plain);
        }
    }

    private static byte[] inflated(byte[] frame, int length) throws DataFormatException {
        int head = FrameBytes.headOf(frame);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(frame, head, frame.length - head);
        bytes.writeBytes(new byte[] {0, 0, (byte) 0xff, (byte) 0xff});
        Inflater inflater = new Inflater(true);
        inflater.setInput(bytes.toByteArray());
        byte[] message = new byte[length + 1];
        int count = inflater.inflate(message);
        inflater.end();
        return Arrays.copyOf(message, count);
    }
}
