package io.sockee.spec;

import static io.sockee.spec.client.EngineHttp.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Bystander;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.client.Stopwatch;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that cost a server more than they should: slow, silent, half gone, or simply many. */
@DisplayName("A server is not held up")
public abstract class BackpressureSuite {

    /** Time in which a server is held up does not count for its time-outs: how much of that may be. */
    private static final Duration HELD_UP = Duration.ofSeconds(5);

    /** A ratio of times on a shared machine is not exact; below this a time counts as unchanged. */
    private static final Duration NOISE = Duration.ofMillis(10);

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return Endpoint.socketIo(base());
    }

    @Nested
    @DisplayName("by a client that stops reading")
    class ByAClientThatStopsReading {

        /** 200 MB of echoes: more than any kernel keeps for a connection. */
        private static final int REQUESTS = 4000;

        private static final Duration DEADLINE = Duration.ofSeconds(30);

        /** Whether the server took no more, or told the end before it had answered everything. */
        private boolean isClosedWhileAsking(EngineSocket client) {
            RawWebSocket deaf = client.raw();
            String event = "42[\"message\",\"" + "x".repeat(50_000) + "\"]";
            byte[] request = RawWebSocket.encode(true, RawWebSocket.TEXT, event.getBytes(StandardCharsets.UTF_8), true);
            // the pong keeps the heartbeat content, so that only the full buffer is left as a reason to close
            byte[] pong = RawWebSocket.encode(true, RawWebSocket.TEXT, new byte[] {'3'}, true);
            for (int i = 0; i < REQUESTS; i++) {
                if (!deaf.offer(request) || !deaf.offer(pong)) {
                    return true;
                }
            }
            // A server may go on reading, and throw away what comes, until the other side has seen its close frame.
            EngineSocket.Ending ending = client.silentEnding();
            return ending.packets().size() < REQUESTS;
        }

        @Test
        @Tag("beyond-reference")
        @DisplayName("whose bounded buffer overflows: it is closed, and the others' latency stays")
        void boundedBuffer() throws InterruptedException, ExecutionException {
            ExecutorService thread = Executors.newSingleThreadExecutor();
            var handshake =
                    RawWebSocket.to(endpoint(), "EIO=4&transport=websocket").receiveBuffer(8192);
            try (Bystander bystander = Bystander.at(endpoint());
                    EngineSocket deaf = EngineSocket.open(handshake).join()) {
                bystander.medianEcho(200);
                Duration before = bystander.medianEcho(200);
                Future<Boolean> closed = thread.submit(() -> isClosedWhileAsking(deaf));
                long deadline = System.nanoTime() + DEADLINE.toNanos();
                List<Duration> during = new ArrayList<>();
                while (during.size() < 20 || !closed.isDone()) {
                    during.add(bystander.echo());
                    LockSupport.parkNanos(
                            1_000_000); // a server may refuse who asks more than a thousand times a second
                    assertThat(System.nanoTime()).as("neither closed nor done").isLessThan(deadline);
                }
                during.sort(null);
                assertThat(closed.get()).isTrue();
                assertThat(during.get(during.size() / 2))
                        .isLessThan(before.multipliedBy(10).plus(NOISE));
            } finally {
                thread.shutdownNow();
            }
        }
    }

    @Nested
    @DisplayName("by a connection that is half gone")
    class ByAHalfOpenConnection {

        @Test
        @DisplayName("for longer than pingInterval and pingTimeout")
        void isFound() {
            try (EngineSocket silent = EngineSocket.connected(endpoint())) {
                Stopwatch took = Stopwatch.start();
                while (!isEnd(silent.raw())) {
                    // a ping, which nobody answers
                }
                took.assertLessThan(HELD_UP.plusMillis(300 + 200));
            }
        }

        private boolean isEnd(RawWebSocket socket) {
            return !(socket.next(PATIENCE) instanceof Frame.Text);
        }
    }

    @Nested
    @DisplayName("by a client that does not CONNECT within connectTimeout")
    class ByAClientThatDoesNotConnect {

        private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(1300);

        private void assertClosedInTime(Stopwatch took) {
            assertThat(took.elapsed()).isGreaterThanOrEqualTo(CONNECT_TIMEOUT.minusMillis(300));
            took.assertLessThan(CONNECT_TIMEOUT.plus(HELD_UP));
        }

        @Test
        @DisplayName("by WebSocket, its heartbeat in order")
        void byWebSocket() {
            Stopwatch took = Stopwatch.start();
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                assertThat(socket.ending().packets()).isEmpty();
                assertClosedInTime(took);
            }
        }

        @Test
        @DisplayName("by polling, its heartbeat in order")
        void byPolling() {
            Stopwatch took = Stopwatch.start();
            EngineHttp.Session session = new EngineHttp(endpoint()).open();
            // between two polls the close packet waits for the next one, which the server releases with a noop
            assertThat(session.next()).isIn("1", "6\u001e1");
            assertClosedInTime(took);
        }

        @Test
        @DisplayName("but only to namespaces that do not exist")
        void onlyRefused() {
            Stopwatch took = Stopwatch.start();
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                socket.send("40/random").next();
                assertThat(socket.ending().packets()).isEmpty();
                assertClosedInTime(took);
            }
        }

        @Test
        @DisplayName("but began to, and never ends")
        void halfAPacket() {
            Stopwatch took = Stopwatch.start();
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                byte[] frame = RawWebSocket.encode(
                        true, RawWebSocket.TEXT, "40{\"token\":\"never\"}".getBytes(StandardCharsets.UTF_8), true);
                socket.raw().raw(Arrays.copyOf(frame, frame.length / 2));
                while (!isClosed(socket)) {
                    // pings, which cannot be answered in the middle of a frame
                }
                took.assertLessThan(CONNECT_TIMEOUT.plus(HELD_UP));
            }
        }

        private boolean isClosed(EngineSocket socket) {
            return !(socket.raw().next(PATIENCE) instanceof Frame.Text);
        }

        @Test
        @DisplayName("unlike one that did and has left again, which stays")
        void leftAgain() {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                socket.send("41");
                long end = System.nanoTime() + CONNECT_TIMEOUT.plusMillis(400).toNanos();
                while (System.nanoTime() < end) {
                    Upgrades.assertNextIsPing(socket.raw());
                    socket.send("3");
                }
                socket.join();
            }
        }
    }

    @Nested
    @DisplayName("by clients that came and went")
    class ByClientsThatCameAndWent {

        private static final int CLIENTS = 2000;
        private static final int AT_A_TIME = 8;

        @Test
        @DisplayName("even if it was 2,000 of them")
        void churn() throws InterruptedException, ExecutionException {
            visits(300);
            Duration before = visits(200);
            ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
            try {
                List<Future<Duration>> visitors = new ArrayList<>();
                for (int i = 0; i < AT_A_TIME; i++) {
                    visitors.add(threads.submit(() -> visits(CLIENTS / AT_A_TIME)));
                }
                for (Future<Duration> visitor : visitors) {
                    visitor.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(visits(200)).isLessThan(before.multipliedBy(3).plus(NOISE));
        }

        /** The mean time to connect, get an echo, and leave, every other time without a word. */
        private Duration visits(int count) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                    socket.send("42[\"message\"," + i + "]");
                    assertThat(socket.next()).isEqualTo("42[\"message-back\"," + i + "]");
                    if (i % 2 == 0) {
                        socket.send("41").send("1");
                    }
                }
            }
            return Duration.ofNanos((System.nanoTime() - start) / count);
        }
    }
}
