package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.ManualTimers;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is written to one of Open Liberty's connections")
class LibertyWireTest {
    private static final int LENGTH = 100;
    private static final int HEAD = 2;

    private final ManualTimers timers = new ManualTimers();
    private final List<String> outcomes = new ArrayList<>();
    private final Queue<Runnable> others = new ArrayDeque<>();
    private final Queue<Runnable> closers = new ArrayDeque<>();
    private final Server server = new Server();

    /** The server, whose socket takes what the test lets it take, and which tells of the rest when all of it has gone. */
    private static final class Server implements LibertyWire.Output {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int room = Integer.MAX_VALUE;
        private int breaksAt = Integer.MAX_VALUE;
        private int largest;
        private boolean tellsAtOnce;
        private byte @Nullable [] rest;
        private int givenUp;
        private int ends;
        private LibertyConnections.@Nullable Outcome told;

        @Override
        public void tell(LibertyConnections.Outcome outcome) {
            told = outcome;
        }

        @Override
        public boolean write(byte[] bytes, int from, int length) {
            assertThat(rest).as("what is under way").isNull();
            largest = Math.max(largest, length);
            byte[] left = take(Arrays.copyOfRange(bytes, from, from + length));
            if (taken.size() >= breaksAt) {
                throw new IllegalStateException("broken");
            }
            if (left.length == 0) {
                return true;
            }
            rest = left;
            if (tellsAtOnce) { // by another thread, in fact
                room = Integer.MAX_VALUE;
                goOn();
            }
            return false;
        }

        private byte[] take(byte[] bytes) {
            int now = Math.min(bytes.length, Math.min(room, breaksAt - taken.size()));
            taken.write(bytes, 0, now);
            room -= now;
            return Arrays.copyOfRange(bytes, now, bytes.length);
        }

        /** The socket has room again. */
        void goOn() {
            byte[] waits = rest;
            if (waits == null || told == null) {
                return;
            }
            rest = take(waits);
            if (taken.size() >= breaksAt) {
                rest = null;
                told.failed(new IllegalStateException("broken"));
            } else if (rest.length == 0) {
                rest = null;
                told.done();
            }
        }

        @Override
        public void giveUp() {
            givenUp++;
            if (rest != null && told != null) {
                rest = null;
                told.failed(new IllegalStateException("given up"));
            }
        }

        @Override
        public void end() {
            ends++;
        }
    }

    private DirectChannel channel(Server to) {
        LibertyWire wire = new LibertyWire(to, others::add, closers::add);
        DirectChannel made =
                new DirectChannel(wire, timers, Runnable::run, ended -> {}, new Sending(null, frames -> {}));
        wire.use(made.writer(), null);
        return made;
    }

    private static void run(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private void send(DirectChannel by, String name, byte[] bytes) {
        by.sendBinary(bytes, failure -> outcomes.add(name + (failure == null ? "" : " failed")));
    }

    private static byte[] payload(Server of, int length) {
        return Arrays.copyOfRange(of.taken.toByteArray(), of.taken.size() - length, of.taken.size());
    }

    @Test
    @DisplayName("goes at once where there is room, and nobody else does anything")
    void atOnce() {
        DirectChannel channel = channel(server);
        send(channel, "a", noise(LENGTH));
        assertThat(outcomes).containsExactly("a");
        assertThat(payload(server, LENGTH)).isEqualTo(noise(LENGTH));
        assertThat(others).isEmpty();
        assertThat(channel.progress())
                .as("a client that is gone has room in the buffers of the system, too")
                .isZero();
    }

    @ParameterizedTest(name = "told before the write returns: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("goes on, at whatever byte the socket is full, by a thread that has the application's context")
    void shortWrites(boolean atOnce) {
        for (int first = 0; first < LENGTH + HEAD; first++) {
            Server full = new Server();
            full.room = first;
            full.tellsAtOnce = atOnce;
            DirectChannel channel = channel(full);
            outcomes.clear();
            send(channel, "a", noise(LENGTH));
            assertThat(outcomes).as("before another thread has run").isEmpty();
            full.room = Integer.MAX_VALUE;
            full.goOn();
            assertThat(others).hasSize(1);
            run(others);
            assertThat(outcomes).containsExactly("a");
            assertThat(full.taken.size()).isEqualTo(HEAD + LENGTH);
            assertThat(payload(full, LENGTH)).isEqualTo(noise(LENGTH));
            assertThat(channel.progress()).isEqualTo(1);
            send(channel, "b", noise(7));
            assertThat(outcomes).containsExactly("a", "b");
        }
    }

    @ParameterizedTest(name = "first short: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("fails, and all behind it, at whatever byte the connection breaks")
    void failures(boolean later) {
        for (int at = 0; at < LENGTH + HEAD; at++) {
            Server breaking = new Server();
            DirectChannel channel = channel(breaking);
            outcomes.clear();
            breaking.breaksAt = later ? Integer.MAX_VALUE : at;
            breaking.room = later ? at / 2 : Integer.MAX_VALUE;
            send(channel, "a", noise(LENGTH));
            if (later) {
                breaking.breaksAt = at;
                breaking.room = Integer.MAX_VALUE;
                breaking.goOn();
                run(others);
            }
            assertThat(outcomes).as("at byte %s", at).containsExactly("a failed");
            send(channel, "b", noise(1));
            assertThat(outcomes).containsExactly("a failed", "b failed");
            assertThat(breaking.ends).isZero();
            channel.cut();
            run(closers);
            assertThat(breaking.ends).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("goes in slices, of which the server holds one at a time")
    void slices() {
        byte[] large = noise(3 * LibertyWire.SLICE + 1);
        DirectChannel channel = channel(server);
        server.room = LibertyWire.SLICE + 5;
        send(channel, "a", large);
        assertThat(server.taken.size()).isEqualTo(LibertyWire.SLICE + 5);
        for (int i = 0; i < 10 && outcomes.isEmpty(); i++) {
            server.room = LibertyWire.SLICE - 1;
            server.goOn();
            run(others);
        }
        assertThat(outcomes).containsExactly("a");
        assertThat(payload(server, large.length)).isEqualTo(large);
        assertThat(server.largest).isEqualTo(LibertyWire.SLICE);
        assertThat(channel.progress()).as("as the client goes on reading").isGreaterThan(1);
    }

    @Test
    @DisplayName("is taken back before the connection ends, which others' threads do")
    void cut() {
        DirectChannel channel = channel(server);
        server.room = 10;
        send(channel, "a", noise(LENGTH));
        channel.cut();
        assertThat(server.ends).as("which may take a while").isZero();
        run(closers);
        assertThat(server.givenUp).isEqualTo(1);
        assertThat(server.ends).isEqualTo(1);
        run(others);
        assertThat(server.taken.size()).isEqualTo(10);
    }

    @Test
    @DisplayName("is not begun when the connection is being ended")
    void afterTheCut() {
        DirectChannel channel = channel(server);
        channel.cut();
        send(channel, "a", noise(LENGTH));
        assertThat(outcomes).containsExactly("a failed");
        assertThat(server.taken.size()).isZero();
    }

    @Test
    @DisplayName("ends with the thread that reads, at once, when nothing is under way")
    void cutByTheReader() {
        DirectChannel channel = channel(server);
        channel.reading(channel::cut);
        assertThat(server.ends).isEqualTo(1);
        assertThat(closers).isEmpty();
    }

    @Test
    @DisplayName("is given up without waiting, and what it carried fails")
    void giveUp() {
        DirectChannel channel = channel(server);
        channel.giveUp();
        assertThat(server.givenUp).as("nothing is under way").isZero();
        server.room = 10;
        send(channel, "a", noise(LENGTH));
        channel.giveUp();
        assertThat(server.givenUp).isEqualTo(1);
        run(others);
        assertThat(outcomes).containsExactly("a failed");
        assertThat(server.ends).isZero();
    }

    @Test
    @DisplayName("ends also when no other thread is to be had any more")
    void stopped() {
        LibertyWire wire = new LibertyWire(server, others::add, task -> {
            throw new RejectedExecutionException("stopped");
        });
        DirectChannel channel =
                new DirectChannel(wire, timers, Runnable::run, ended -> {}, new Sending(null, frames -> {}));
        wire.use(channel.writer(), null);
        channel.cut();
        assertThat(server.ends).isEqualTo(1);
    }
}
