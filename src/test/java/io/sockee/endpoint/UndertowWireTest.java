package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.ManualTimers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is written to one of WildFly's connections")
class UndertowWireTest {
    private static final int LENGTH = 100;
    private static final int HEAD = 2;

    private final Socket socket = new Socket();
    private final ManualTimers timers = new ManualTimers();
    private final List<String> outcomes = new ArrayList<>();
    private boolean withoutContext;
    private final UndertowWire wire = new UndertowWire(socket, task -> {
        if (withoutContext) {
            throw new IllegalStateException("no application any more");
        }
        task.run();
    });
    private final DirectChannel channel =
            new DirectChannel(wire, timers, Runnable::run, ended -> {}, new Sending(null, frames -> {}));

    /** A socket that takes what the test lets it take. */
    private static final class Socket implements UndertowWire.Output {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private int room = Integer.MAX_VALUE;
        private int atMost = Integer.MAX_VALUE;
        private int breaksAt = Integer.MAX_VALUE;
        private int largest;
        private boolean outOfMemory;
        private boolean keepsARecord;
        private boolean mayWrite = true;
        private boolean resumed;
        private long turn = Long.MAX_VALUE;
        private int ends;
        private Runnable whileSuspending = () -> {};
        private @Nullable UndertowWire wire;

        @Override
        public void tell(UndertowWire told) {
            wire = told;
        }

        @Override
        public boolean mayWrite() {
            return mayWrite;
        }

        @Override
        public long mostInATurn() {
            return turn;
        }

        @Override
        public int write(byte[] bytes, int from, int length) throws IOException {
            assertThat(mayWrite).isTrue();
            if (outOfMemory) {
                throw new OutOfMemoryError("on purpose");
            }
            if (taken.size() >= breaksAt) {
                throw new IOException("broken");
            }
            int now = Math.min(Math.min(length, breaksAt - taken.size()), Math.min(room, atMost));
            taken.write(bytes, from, now);
            room -= now;
            largest = Math.max(largest, length);
            return now;
        }

        @Override
        public boolean flush() {
            return !keepsARecord;
        }

        @Override
        public void resumeWrites() {
            resumed = true;
        }

        @Override
        public void suspendWrites() {
            Runnable meanwhile = whileSuspending;
            whileSuspending = () -> {};
            meanwhile.run();
            resumed = false;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void end() {
            ends++;
        }

        /** The I/O thread looks round once. */
        void turn() {
            tasks();
            boolean before = mayWrite;
            mayWrite = true;
            if (resumed && wire != null) {
                wire.ready();
            }
            mayWrite = before;
        }

        /** The I/O thread runs its tasks, before it looks round. */
        void tasks() {
            boolean before = mayWrite;
            mayWrite = true;
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            mayWrite = before;
        }

        byte[] payload(int length) {
            return Arrays.copyOfRange(taken.toByteArray(), taken.size() - length, taken.size());
        }
    }

    @BeforeEach
    void use() {
        wire.use(channel);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private void send(String name, byte[] bytes) {
        channel.sendBinary(bytes, failure -> outcomes.add(name + (failure == null ? "" : " failed")));
    }

    @Test
    @DisplayName("goes at once where there is room, and the server is asked for nothing")
    void atOnce() {
        send("a", noise(LENGTH));
        assertThat(outcomes).containsExactly("a");
        assertThat(socket.payload(LENGTH)).isEqualTo(noise(LENGTH));
        assertThat(socket.resumed).isFalse();
        assertThat(socket.tasks).isEmpty();
    }

    @Test
    @DisplayName("goes on, at whatever byte the socket is full, when the server says that there is room")
    void shortWrites() {
        for (int first = 0; first < LENGTH + HEAD; first++) {
            for (int then : new int[] {1, 7, LENGTH}) {
                outcomes.clear();
                socket.taken.reset();
                socket.room = first;
                send("a", noise(LENGTH));
                assertThat(outcomes).isEmpty();
                assertThat(socket.resumed).isTrue();
                int turns = 0;
                while (outcomes.isEmpty() && turns++ < 2 * LENGTH) {
                    socket.room = then;
                    socket.turn();
                }
                assertThat(outcomes).containsExactly("a");
                assertThat(socket.taken.size()).isEqualTo(HEAD + LENGTH);
                assertThat(socket.payload(LENGTH)).isEqualTo(noise(LENGTH));
                assertThat(socket.resumed).isFalse();
            }
        }
    }

    @Test
    @DisplayName("shows that the client reads once the socket, having been full, has taken more")
    void progress() {
        send("a", noise(LENGTH));
        assertThat(channel.progress())
                .as("a client that is gone has room in the buffers of the system, too")
                .isZero();
        socket.room = 10;
        send("b", noise(LENGTH));
        socket.turn();
        assertThat(channel.progress()).as("there was no room").isZero();
        socket.room = 1;
        socket.turn();
        assertThat(channel.progress()).isEqualTo(1);
        socket.room = LENGTH;
        socket.turn();
        assertThat(channel.progress()).isEqualTo(2);
        assertThat(outcomes).containsExactly("a", "b");
    }

    @Test
    @DisplayName("is not told of when the server says that there is room and there is none, or nothing waits")
    void spurious() {
        wire.ready();
        assertThat(outcomes).isEmpty();
        socket.room = 10;
        send("a", noise(LENGTH));
        socket.turn();
        socket.turn();
        assertThat(outcomes).isEmpty();
        assertThat(socket.taken.size()).isEqualTo(10);
        assertThat(socket.resumed).isTrue();
        socket.room = LENGTH;
        socket.turn();
        wire.ready();
        wire.ready();
        assertThat(outcomes).containsExactly("a");
        assertThat(socket.resumed).isFalse();
    }

    @Test
    @DisplayName("is waited for when it comes while the server is told that nothing waits")
    void meanwhile() {
        socket.whileSuspending = () -> {
            socket.room = 10;
            send("a", noise(LENGTH));
        };
        wire.ready();
        assertThat(socket.resumed).isTrue();
        socket.room = LENGTH;
        socket.turn();
        assertThat(outcomes).containsExactly("a");
    }

    @ParameterizedTest(name = "first short: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("fails, and all behind it, at whatever byte the connection breaks")
    void failures(boolean later) {
        for (int at = 0; at < LENGTH + HEAD; at++) {
            Socket breaking = new Socket();
            UndertowWire own = new UndertowWire(breaking, Runnable::run);
            DirectChannel broken =
                    new DirectChannel(own, timers, Runnable::run, ended -> {}, new Sending(null, frames -> {}));
            own.use(broken);
            List<Boolean> failed = new ArrayList<>();
            breaking.breaksAt = at;
            breaking.room = later ? at / 2 : LENGTH + HEAD;
            broken.sendBinary(noise(LENGTH), failure -> failed.add(failure != null));
            breaking.room = LENGTH + HEAD;
            breaking.turn();
            assertThat(failed).as("at byte %s", at).containsExactly(true);
            assertThat(breaking.resumed).isFalse();
            broken.sendBinary(noise(LENGTH), failure -> failed.add(failure != null));
            assertThat(failed).containsExactly(true, true);
            assertThat(breaking.ends).isZero();
            broken.close(1000, "");
            assertThat(breaking.ends).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("has not gone before the last record of TLS has")
    void record() {
        socket.keepsARecord = true;
        send("a", noise(LENGTH));
        socket.turn();
        assertThat(socket.taken.size()).isEqualTo(HEAD + LENGTH);
        assertThat(outcomes).isEmpty();
        socket.keepsARecord = false;
        socket.turn();
        assertThat(outcomes).containsExactly("a");
        assertThat(socket.resumed).isFalse();
    }

    @Test
    @DisplayName("is written by the I/O thread alone where it has to be")
    void byTheThread() {
        socket.mayWrite = false;
        send("a", noise(LENGTH));
        assertThat(socket.taken.size()).isZero();
        socket.turn();
        assertThat(outcomes).containsExactly("a");
        send("b", noise(7));
        socket.resumed = true; // the server says that there is room before it has run the task, or after it
        socket.turn();
        assertThat(outcomes).containsExactly("a", "b");
        send("c", noise(3));
        socket.turn();
        assertThat(outcomes).containsExactly("a", "b", "c");
        assertThat(socket.payload(3)).isEqualTo(noise(3));
        assertThat(socket.tasks).isEmpty();
    }

    @Test
    @DisplayName("goes in slices, so that no large buffer stays with the thread")
    void slices() {
        byte[] large = noise(3 * UndertowWire.SLICE + 1);
        socket.atMost = 20_000;
        send("a", large);
        assertThat(outcomes).containsExactly("a");
        assertThat(socket.payload(large.length)).isEqualTo(large);
        assertThat(socket.largest).isEqualTo(UndertowWire.SLICE);
    }

    @Test
    @DisplayName("lets others have their turns where one thread writes for all")
    void turns() {
        socket.turn = 1000;
        socket.atMost = 500;
        send("large", noise(4000));
        assertThat(socket.taken.size()).isEqualTo(1000);
        int turns = 1;
        while (outcomes.isEmpty() && turns < 10) {
            socket.turn();
            turns++;
        }
        assertThat(turns).isEqualTo(5);
        assertThat(channel.progress()).as("there was room all the time").isZero();
        assertThat(socket.payload(4000)).isEqualTo(noise(4000));
        assertThat(socket.resumed).isFalse();
        send("in the next turn", noise(1000));
        assertThat(outcomes).containsExactly("large");
        socket.turn();
        assertThat(outcomes).containsExactly("large", "in the next turn");
    }

    @Test
    @DisplayName("lets others have their turns also where tasks follow each other without end")
    void tasksWithoutEnd() {
        socket.turn = 1000;
        socket.mayWrite = false;
        for (int sent = 0; outcomes.size() == sent && sent < 20; sent++) {
            send("a", noise(LENGTH - HEAD));
            socket.tasks();
        }
        assertThat(socket.taken.size()).isEqualTo(1000);
        assertThat(outcomes).hasSize(1000 / LENGTH);
        socket.turn();
        assertThat(outcomes).hasSize(1000 / LENGTH + 1);
        assertThat(socket.resumed).isFalse();
    }

    @Test
    @DisplayName("fails where there is no memory to go on with it")
    void noMemory() {
        socket.room = 10;
        send("a", noise(LENGTH));
        socket.room = LENGTH;
        socket.outOfMemory = true;
        socket.turn();
        send("b", noise(LENGTH));
        assertThat(outcomes).containsExactly("a failed", "b failed");
        assertThat(socket.resumed).isFalse();
    }

    @Test
    @DisplayName("ends with the connection where the application's context cannot be had any more")
    void noContext() {
        withoutContext = true;
        socket.room = 0;
        send("a", noise(LENGTH));
        socket.room = LENGTH + HEAD;
        socket.turn();
        assertThat(outcomes).isEmpty();
        assertThat(channel.isCut()).isTrue();
        assertThat(socket.ends).isEqualTo(1);
    }

    @Test
    @DisplayName("is given up at once")
    void givenUp() {
        channel.giveUp();
        channel.cut();
        assertThat(channel.isCut()).isTrue();
        assertThat(socket.ends).isEqualTo(1);
    }
}
