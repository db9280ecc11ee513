package io.sockee.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A writer of frames")
class FrameWriterTest {
    private final List<String> wire = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();
    private boolean stalls;
    private @Nullable IOException breaks;

    private final FrameWriter writer = new FrameWriter(frame -> {
        if (breaks != null) {
            throw breaks;
        }
        wire.add(new String(frame, StandardCharsets.UTF_8));
        return !stalls;
    });

    private void send(String name) {
        writer.send(
                name.getBytes(StandardCharsets.UTF_8),
                failure -> outcomes.add(name + (failure == null ? "" : " failed")));
    }

    private boolean close(String name) {
        return writer.close(
                name.getBytes(StandardCharsets.UTF_8),
                failure -> outcomes.add(name + (failure == null ? "" : " failed")));
    }

    private void pong(String name) {
        writer.pong(name.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("gives frames to the wire at once, and tells when they have gone")
    void atOnce() {
        send("a");
        pong("p");
        send("b");
        assertThat(wire).containsExactly("a", "p", "b");
        assertThat(outcomes).containsExactly("a", "b");
    }

    @Test
    @DisplayName("waits until the wire has written a frame")
    void oneAtATime() {
        stalls = true;
        send("a");
        send("b");
        assertThat(wire).containsExactly("a");
        assertThat(outcomes).isEmpty();
        writer.written(null);
        assertThat(wire).containsExactly("a", "b");
        assertThat(outcomes).containsExactly("a");
        writer.written(null);
        assertThat(outcomes).containsExactly("a", "b");
    }

    @Test
    @DisplayName("holds one message, the last pong and a close frame, and writes the close frame last")
    void order() {
        stalls = true;
        send("a");
        pong("p1");
        pong("p2");
        send("b");
        assertThatThrownBy(() -> send("c")).isInstanceOf(IllegalStateException.class);
        writer.written(null);
        assertThat(wire).containsExactly("a", "p2");
        assertThat(close("end")).isTrue();
        assertThat(close("again")).isFalse();
        pong("p3");
        send("d");
        writer.written(null);
        writer.written(null);
        writer.written(null);
        assertThat(wire).containsExactly("a", "p2", "b", "end");
        assertThat(outcomes).containsExactly("a", "b", "end");
    }

    @Test
    @DisplayName("fails what waits when the wire breaks, and all that comes after")
    void breaks() {
        stalls = true;
        send("a");
        send("b");
        writer.written(new IOException("broken"));
        send("c");
        pong("p");
        assertThat(close("end")).isTrue();
        assertThat(wire).containsExactly("a");
        assertThat(outcomes).containsExactly("a failed", "b failed", "c failed", "end failed");
    }

    @Test
    @DisplayName("fails what the wire throws at")
    void throwsAtOnce() {
        breaks = new IOException("broken");
        send("a");
        send("b");
        assertThat(wire).isEmpty();
        assertThat(outcomes).containsExactly("a failed", "b failed");
    }

    @Test
    @DisplayName("takes the next message from within the outcome of the one before, thousands deep")
    void fromWithin() {
        AtomicInteger sent = new AtomicInteger();
        writer.send(new byte[0], new FrameWriter.Outcome() {
            @Override
            public void of(@Nullable Throwable failure) {
                if (sent.incrementAndGet() < 100_000) {
                    writer.send(new byte[0], this);
                }
            }
        });
        assertThat(sent).hasValue(100_000);
    }

    @Test
    @DisplayName("never has two frames under way, whoever brings them")
    void concurrency() throws InterruptedException {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger sent = new AtomicInteger();
        int messages = 50_000;
        CountDownLatch all = new CountDownLatch(1);
        ExecutorService network = Executors.newFixedThreadPool(2);
        FrameWriter[] shared = new FrameWriter[1];
        shared[0] = new FrameWriter(frame -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            if (frame.length > 0 && frame[0] % 3 == 0) {
                underWay.decrementAndGet();
                return true;
            }
            network.execute(() -> {
                underWay.decrementAndGet();
                shared[0].written(null);
            });
            return false;
        });
        FrameWriter.Outcome next = new FrameWriter.Outcome() {
            @Override
            public void of(@Nullable Throwable failure) {
                int n = sent.incrementAndGet();
                if (n == messages) {
                    all.countDown();
                } else {
                    shared[0].send(new byte[] {(byte) (n % 100)}, this);
                }
            }
        };
        Thread pinger = new Thread(() -> {
            while (all.getCount() > 0) {
                shared[0].pong(new byte[] {1});
            }
        });
        pinger.start();
        shared[0].send(new byte[] {1}, next);
        assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        pinger.join();
        network.shutdown();
        assertThat(sent).hasValue(messages);
        assertThat(most).hasValue(1);
    }
}
