package io.sockee.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sockee.api.DisconnectReason;
import io.sockee.api.NonBlocking;
import io.sockee.api.RefusedException;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsConnection.ReadyState;
import io.sockee.api.SockJsService;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.ManualTimers;
import io.sockee.connection.RecordingChannel;
import io.sockee.connection.WebSocketInput;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.routing.CallContext;
import io.sockee.routing.CallPool;
import io.sockee.routing.DeploymentException;
import io.sockee.routing.ExceptionMappers;
import io.sockee.routing.Failures;
import io.sockee.sockjs.SockJsEvents;
import io.sockee.sockjs.SockJsServer;
import io.sockee.sockjs.SockJsSettings;
import io.sockee.sockjs.Transport;
import io.sockee.transaction.CommitGate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A service of SockJS clients")
class ServiceCallsTest implements SockJsEvents {
    private static final int MOST_CALLS = 4;

    private final ManualTimers timers = new ManualTimers();
    private final Counters counters = new Counters();
    private final CallPool pool = new CallPool(2, 100, Thread::new, counters);
    private final RecordingChannel channel = new RecordingChannel();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    /** What is called at once, as the test's thread calls. */
    @SockJs("/at-once")
    @NonBlocking
    static class AtOnce implements SockJsService {
        final BlockingQueue<String> heard;

        @Nullable
        SockJsConnection connection;

        AtOnce(BlockingQueue<String> heard) {
            this.heard = heard;
        }

        @Override
        public void onOpen(SockJsConnection opened) {
            connection = opened;
            heard.add("open " + opened.readyState());
        }

        @Override
        public void onMessage(SockJsConnection from, String message) {
            switch (message) {
                case "fail" -> throw new IllegalStateException("expected: tested");
                case "close" -> from.close(3001, "enough");
                default -> from.send(message);
            }
        }

        @Override
        public void onClose(SockJsConnection closed, DisconnectReason reason) {
            heard.add(reason + " " + closed.readyState());
        }
    }

    /** What waits for a thread of the pool. */
    @SockJs("/on-the-pool")
    static class OnThePool implements SockJsService {
        private final ServiceCallsTest test;

        OnThePool(ServiceCallsTest test) {
            this.test = test;
        }

        @Override
        public void onOpen(SockJsConnection connection) {
            test.heard.add("open");
        }

        @Override
        public void onMessage(SockJsConnection connection, String message) {
            test.awaitGate();
            test.heard.add(message + (Thread.currentThread() == test.own ? " on the test's thread" : ""));
        }

        @Override
        public void onClose(SockJsConnection connection, DisconnectReason reason) {
            test.heard.add(reason.toString());
        }
    }

    /** Lets nobody in. */
    @SockJs("/closed")
    @NonBlocking
    static class Closed extends AtOnce {
        private final RuntimeException reason;

        Closed(BlockingQueue<String> heard, RuntimeException reason) {
            super(heard);
            this.reason = reason;
        }

        @Override
        public void onOpen(SockJsConnection connection) {
            throw reason;
        }
    }

    /** Looks for long whether it lets a client in, and takes messages at once. */
    @SockJs("/doubtful")
    static class Doubtful implements SockJsService {
        private final ServiceCallsTest test;
        private final boolean admits;

        Doubtful(ServiceCallsTest test, boolean admits) {
            this.test = test;
            this.admits = admits;
        }

        @Override
        public void onOpen(SockJsConnection connection) {
            test.awaitGate();
            if (!admits) {
                throw new RefusedException("Not today.");
            }
            test.heard.add("open");
        }

        @Override
        @NonBlocking
        public void onMessage(SockJsConnection connection, String message) {
            test.heard.add(message);
        }

        @Override
        public void onClose(SockJsConnection connection, DisconnectReason reason) {
            test.heard.add(reason.toString());
        }
    }

    private final Thread own = Thread.currentThread();

    private void awaitGate() {
        try {
            assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        gate.countDown();
        pool.close();
    }

    private WebSocketInput open(SockJsService bean) {
        Service service = Service.of(bean.getClass(), bean);
        ServiceServer services = new ServiceServer(
                new ServiceServer.Limits(MOST_CALLS, 10_000),
                timers,
                pool,
                CallContext.NONE,
                CommitGate.ALWAYS_OPEN,
                new Failures(new ExceptionMappers(), false, counters),
                counters,
                () -> "id");
        SockJsSettings settings = new SockJsSettings(
                EnumSet.allOf(Transport.class),
                "/sockjs.js",
                4096,
                25_000,
                10_000,
                5_000,
                false,
                10_000,
                100,
                16,
                10_000,
                true);
        SockJsServer server =
                new SockJsServer(settings, timers, Runnable::run, session -> services.accept(service, session), this);
        HandshakeRequest handshake = new HandshakeRequest(
                "/at-once/0/s/websocket",
                Map.of(),
                Map.of("user-agent", List.of("test"), "cookie", List.of("secret")),
                "192.0.2.1",
                false,
                false,
                0,
                Optional.empty());
        return server.webSocket(handshake, false, channel);
    }

    private String next() {
        try {
            String what = heard.poll(20, TimeUnit.SECONDS);
            return what == null ? "nothing" : what;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("is told of the opening, of messages and of the end")
    void atOnce() {
        AtOnce service = new AtOnce(heard);
        WebSocketInput client = open(service);
        client.text("[\"a\",\"b\"]");
        client.closed();
        client.failed();
        assertThat(channel.frames()).containsExactly("o", "a[\"a\"]", "a[\"b\"]");
        assertThat(heard).containsExactly("open OPEN", "TRANSPORT_CLOSE CLOSED");
    }

    @Test
    @DisplayName("sees the connection, and no secrets of its client")
    void connection() {
        AtOnce service = new AtOnce(heard);
        open(service);
        SockJsConnection connection = service.connection;
        assertThat(connection).isNotNull();
        assertThat(connection.id()).isEqualTo("id");
        assertThat(connection.prefix()).isEqualTo("/at-once");
        assertThat(connection.protocol()).isEqualTo("websocket");
        assertThat(connection.remoteAddress()).isEqualTo("192.0.2.1");
        assertThat(connection.url()).isEqualTo("/at-once/0/s/websocket");
        assertThat(connection.headers()).isEqualTo(Map.of("user-agent", List.of("test")));
        assertThat(connection.toString()).doesNotContain("secret", "/s/");
    }

    @Test
    @DisplayName("closes with a code and a reason, and is told of the end once; sending afterwards is an error")
    void close() {
        AtOnce service = new AtOnce(heard);
        WebSocketInput client = open(service);
        client.text("[\"close\"]");
        client.closed();
        assertThat(channel.frames()).containsExactly("o", "c[3001,\"enough\"]");
        assertThat(heard).hasSize(2).contains("open OPEN");
        SockJsConnection connection = service.connection;
        assertThat(connection).isNotNull();
        assertThat(connection.readyState()).isEqualTo(ReadyState.CLOSED);
        assertThatThrownBy(() -> connection.send("late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("id of /at-once is closed");
        connection.close(); // does nothing
        assertThat(heard).hasSize(2);
    }

    @Test
    @DisplayName("closes with no codes but its own, and with short reasons")
    void codes() {
        AtOnce service = new AtOnce(heard);
        open(service);
        SockJsConnection connection = service.connection;
        assertThat(connection).isNotNull();
        for (int code : new int[] {0, 999, 1001, 2999, 5000}) {
            assertThatThrownBy(() -> connection.close(code, "")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> connection.close(1000, "ä".repeat(62))).isInstanceOf(IllegalArgumentException.class);
        assertThat(connection.readyState()).isEqualTo(ReadyState.OPEN);
    }

    @Test
    @DisplayName("may fail: that is counted, and the connection goes on")
    void failure() {
        WebSocketInput client = open(new AtOnce(heard));
        client.text("[\"fail\",\"a\"]");
        assertThat(channel.frames()).containsExactly("o", "a[\"a\"]");
        assertThat(counters.get(Counter.CALLS_FAILED)).isOne();
    }

    @Test
    @DisplayName("may refuse a client, which is told why, and hears nothing of it any more")
    void refusal() {
        WebSocketInput client = open(new Closed(heard, new RefusedException("Not today.")));
        client.text("[\"a\"]");
        assertThat(channel.frames()).containsExactly("o", "c[3000,\"Not today.\"]");
        assertThat(heard).isEmpty();
    }

    @Test
    @DisplayName("hears no message before it has let the client in, on whatever thread")
    void messagesBeforeTheOpening() {
        WebSocketInput client = open(new Doubtful(this, true));
        client.text("[\"a\",\"b\"]");
        assertThat(heard).isEmpty();
        gate.countDown();
        assertThat(List.of(next(), next(), next())).containsExactly("open", "a", "b");
    }

    @Test
    @DisplayName("hears nothing of a client that it refuses after a while")
    void refusedAfterAWhile() {
        WebSocketInput client = open(new Doubtful(this, false));
        client.text("[\"a\"]");
        gate.countDown();
        await().until(() -> channel.frames().contains("c[3000,\"Not today.\"]"));
        client.text("[\"b\"]");
        client.closed();
        assertThat(heard).isEmpty();
    }

    @Test
    @DisplayName("lets nobody in when it fails at the opening, and tells no more than an id")
    void failedOpening() {
        open(new Closed(heard, new IllegalStateException("expected: tested")));
        assertThat(channel.frames()).hasSize(2);
        assertThat(channel.frames().get(1))
                .startsWith("c[3000,\"Internal error. (")
                .doesNotContain("tested");
    }

    /** Greets, when it gets to it. */
    @SockJs("/greets")
    static class Greets extends OnThePool {
        private final ServiceCallsTest test;

        Greets(ServiceCallsTest test) {
            super(test);
            this.test = test;
        }

        @Override
        public void onOpen(SockJsConnection connection) {
            test.awaitGate();
            connection.send("welcome");
        }
    }

    @Test
    @DisplayName("has not failed when a client has gone that it sends to, and is told of the end")
    void gone() {
        WebSocketInput client = open(new Greets(this));
        client.closed();
        gate.countDown();
        assertThat(next()).isEqualTo("TRANSPORT_CLOSE");
        assertThat(counters.get(Counter.CALLS_FAILED)).isZero();
    }

    @Test
    @DisplayName("is called on the pool, in order, and last of the end")
    void onThePool() {
        WebSocketInput client = open(new OnThePool(this));
        client.text("[\"a\",\"b\"]");
        client.closed();
        gate.countDown();
        assertThat(List.of(next(), next(), next(), next())).containsExactly("open", "a", "b", "TRANSPORT_CLOSE");
    }

    @Test
    @DisplayName("that is slower than its client costs the client its connection")
    void tooManyCalls() {
        WebSocketInput client = open(new OnThePool(this));
        assertThat(next()).isEqualTo("open");
        for (int i = 0; i < MOST_CALLS + 2; i++) {
            client.text("[\"x\"]");
        }
        assertThat(channel.frames()).containsExactly("o", "c[1008,\"call queue full\"]");
        assertThat(counters.get(Counter.CALL_QUEUES_FULL)).isOne();
        gate.countDown();
        String last = next();
        while (last.equals("x")) {
            last = next();
        }
        assertThat(last).isEqualTo("CALL_QUEUE_FULL");
    }

    @SockJs("no-slash")
    static class BadPrefix extends AtOnce {
        BadPrefix() {
            super(new LinkedBlockingQueue<>());
        }
    }

    @SockJs("/none")
    static class NoService {}

    @Test
    @DisplayName("that cannot serve stops the start, and is named")
    void badServices() {
        assertThatThrownBy(() -> Service.of(BadPrefix.class, new BadPrefix()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("no-slash")
                .hasMessageContaining(BadPrefix.class.getName());
        assertThatThrownBy(() -> Service.of(NoService.class, new NoService()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(NoService.class.getName());
    }

    @Override
    public void opened(HandshakeRequest handshake) {}

    @Override
    public void closed(HandshakeRequest handshake) {}

    @Override
    public void queueFull(HandshakeRequest handshake) {}

    @Override
    public void dropped(HandshakeRequest handshake) {}

    @Override
    public void refused() {}

    @Override
    public void broken() {}
}
