package io.sockee.websocket;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Frames of our own: a text to bytes, bytes of a client to a text, and the mask alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FramingBenchmark {
    private static final int KEY = 0x12345678;

    /** Characters of the text. */
    @Param({"120", "16384"})
    public int size;

    private String text = "";
    private byte[] masked = {};
    private byte[] received = {};
    private FrameReader reader = new FrameReader(0, new Texts(null));

    private record Texts(Blackhole taken) implements MessageListener {
        @Override
        public void onText(String text) {
            taken.consume(text);
        }

        @Override
        public void onBinary(byte[] bytes) {
            taken.consume(bytes);
        }

        @Override
        public void onPong() {}

        @Override
        public void onPing(byte[] payload) {
            taken.consume(payload);
        }

        @Override
        public void onClose(int code, String reason) {
            taken.consume(reason);
        }
    }

    @Setup
    public void prepare(Blackhole taken) {
        text = "sockee, ".repeat(size / 8);
        byte[] frame = FrameBytes.text(text);
        int head = frame.length - text.length();
        masked = new byte[frame.length + 4];
        System.arraycopy(frame, 0, masked, 0, head);
        masked[1] |= (byte) 0x80;
        for (int i = 0; i < 4; i++) {
            masked[head + i] = (byte) (KEY >> 24 - 8 * i);
        }
        System.arraycopy(text.getBytes(StandardCharsets.UTF_8), 0, masked, head + 4, text.length());
        Mask.remove(KEY, 0, masked, head + 4, masked.length);
        received = masked.clone();
        reader = new FrameReader(1_000_000, new Texts(taken));
    }

    @Benchmark
    public byte[] encode() {
        return FrameBytes.text(text);
    }

    /** With a copy, as masks are taken off in place. */
    @Benchmark
    public byte[] decode() throws FramingException {
        System.arraycopy(masked, 0, received, 0, masked.length);
        reader.read(received, 0, received.length);
        return received;
    }

    @Benchmark
    public byte[] mask() {
        Mask.remove(KEY, 0, received, 0, received.length);
        return received;
    }
}
