package io.sockee.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Controller;
import io.sockee.api.DisconnectReason;
import io.sockee.api.ExceptionMapper;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Publisher;
import io.sockee.api.RefusedException;
import io.sockee.api.RoomJoined;
import io.sockee.api.RoomLeft;
import io.sockee.api.Socket;
import io.sockee.api.SocketConnected;
import io.sockee.api.SocketDisconnected;
import io.sockee.api.SocketScoped;
import io.sockee.metrics.Gauges;
import io.sockee.metrics.Gauges.Gauge;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Controllers in a test without a server: what the kit offers, and the CDI parts that need no server to be seen. */
@SockeeTest({
    TestKitTest.Everything.class,
    TestKitTest.Basket.class,
    TestKitTest.Once.class,
    TestKitTest.Log.class,
    TestKitTest.NoStock.class
})
class TestKitTest {

    @ApplicationScoped
    public static class Log {
        final List<String> lines = new CopyOnWriteArrayList<>();

        void connected(@Observes SocketConnected event) {
            lines.add("connected");
        }

        void joined(@Observes RoomJoined event) {
            lines.add("joined " + event.room());
        }

        void left(@Observes RoomLeft event) {
            lines.add("left " + event.room());
        }

        void disconnected(@Observes SocketDisconnected event) {
            lines.add("disconnected: " + event.reason().text());
        }

        public List<String> lines() {
            return lines;
        }
    }

    @SocketScoped
    public static class Basket {
        private final AtomicInteger items = new AtomicInteger();
        private Socket socket;
        private Log log;

        protected Basket() {}

        @Inject
        public Basket(Socket socket, Log log) {
            this.socket = socket;
            this.log = log;
        }

        public String add() {
            return socket.data().get("name") + " " + items.incrementAndGet();
        }

        @PreDestroy
        void end() {
            log.lines().add("basket ended");
        }
    }

    @RequestScoped
    public static class Once {
        private int calls;

        public int call() {
            return ++calls;
        }
    }

    public static class OutOfStockException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    @ApplicationScoped
    public static class NoStock implements ExceptionMapper<OutOfStockException> {
        @Override
        public RefusedException map(OutOfStockException exception) {
            return new RefusedException("Sold out.");
        }
    }

    @Controller(namespace = {"/", "/shop"})
    public static class Everything {
        @Inject
        Basket basket;

        @Inject
        Once once;

        @Inject
        Publisher publisher;

        @Inject
        Log log;

        public record Login(String name) {}

        @OnConnect
        public void connect(Socket socket, Map<String, String> auth) {
            String name = auth.getOrDefault("name", "somebody");
            if (name.equals("nobody")) {
                throw new RefusedException("Nobody may not come in.", Map.of("code", 7));
            }
            socket.data().put("name", name);
            socket.join("early");
        }

        @OnDisconnect
        public void gone(DisconnectReason reason) {
            log.lines().add("method: " + reason.text());
        }

        @On("add")
        public String add() {
            return basket.add();
        }

        @On("once")
        public List<Integer> once() {
            return List.of(once.call(), once.call());
        }

        @On("sold-out")
        public void soldOut() throws OutOfStockException {
            throw new OutOfStockException();
        }

        @On("sold-out-in-transaction")
        @Transactional
        public void soldOutInTransaction() throws OutOfStockException {
            throw new OutOfStockException();
        }

        @On("named")
        public String named(@NotBlank(message = "Say who.") String name) {
            return name;
        }

        @On("bytes")
        public byte[] bytes(byte[] bytes) {
            return new byte[] {bytes[1], bytes[0]};
        }

        @On("rooms")
        public void rooms(Socket socket) {
            socket.join("a", "b");
            socket.join("a");
            socket.leave("b");
            socket.to("early").emit("arrived", socket.data().get("name"));
        }

        @On("ask")
        public CompletionStage<String> ask(Socket socket) {
            return socket.emitWithAck(Duration.ofSeconds(1), "question", 6, 7)
                    .thenApply(answer -> "you said " + answer.get(0, Integer.class));
        }

        @On("tick")
        public void tick(Socket socket) {
            AtomicInteger ticks = new AtomicInteger();
            socket.every(Duration.ofSeconds(5), () -> socket.emit("tick", ticks.incrementAndGet()));
            socket.after(Duration.ofSeconds(12), () -> socket.emit("late"));
        }

        @On("leave-me")
        public void leaveMe(Socket socket) {
            socket.disconnect();
        }
    }

    @Test
    void callsAreAnsweredThroughJsonAndBack(TestServer server) {
        TestClient ann = server.connect("/", Map.of("name", "Ann"));
        assertThat(ann.call("add").res(String.class)).isEqualTo("Ann 1");
        assertThat(ann.call("bytes", (Object) new byte[] {1, 2}).res(byte[].class))
                .containsExactly(2, 1);
        Answer refused = ann.call("named", " ");
        assertThat(refused.ok()).isFalse();
        assertThat(refused.err()).isEqualTo("Say who.");
        assertThat(refused.fields()).containsExactly(Map.entry("name", "Say who."));
        assertThat(ann.call("sold-out").err()).isEqualTo("Sold out.");
        assertThat(ann.call("sold-out-in-transaction").err()).isEqualTo("Sold out.");
        ann.emit("add");
        assertThat(ann.await("add_data").get(0, Map.class)).containsEntry("res", "Ann 2");
        assertThatThrownBy(() -> refused.res(String.class)).hasMessageContaining("Say who.");
    }

    @Test
    void aClientThatIsRefusedHearsWhy(TestServer server) {
        assertThatThrownBy(() -> server.connect("/shop", Map.of("name", "nobody")))
                .isInstanceOfSatisfying(ConnectRefusedException.class, refused -> {
                    assertThat(refused).hasMessage("Nobody may not come in.");
                    assertThat(refused.data()).isEqualTo("{\"code\":7}");
                });
        assertThatThrownBy(() -> server.connect("/none")).hasMessage("Invalid namespace");
    }

    @Test
    void eachSocketHasItsBeansAndEachCallItsRequest(TestServer server) {
        TestClient ann = server.connect("/", Map.of("name", "Ann"));
        TestClient bob = server.connect("/shop", Map.of("name", "Bob"));
        assertThat(ann.call("add").res(String.class)).isEqualTo("Ann 1");
        assertThat(bob.call("add").res(String.class)).isEqualTo("Bob 1");
        assertThat(ann.call("add").res(String.class)).isEqualTo("Ann 2");
        assertThat(ann.call("once").res(List.class)).isEqualTo(List.of(1, 2));
        assertThat(ann.call("once").res(List.class)).isEqualTo(List.of(1, 2));
        ann.disconnect();
        server.settle();
        assertThat(server.bean(Log.class).lines()).containsOnlyOnce("basket ended");
    }

    @Test
    void observersHearOfSocketsAndRoomsInOrder(TestServer server) {
        TestClient ann = server.connect();
        ann.call("rooms");
        ann.call("add");
        ann.disconnect();
        server.settle();
        assertThat(server.bean(Log.class).lines())
                .hasSize(10)
                .startsWith(
                        "connected",
                        "joined early",
                        "joined a",
                        "joined b",
                        "left b",
                        "method: client namespace disconnect")
                .contains("left a", "left early")
                .endsWith("disconnected: client namespace disconnect", "basket ended");
    }

    @Test
    void emitsReachWhomTheyAreFor(TestServer server) {
        TestClient ann = server.connect("/", Map.of("name", "Ann"));
        TestClient bob = server.connect("/", Map.of("name", "Bob"));
        ann.emit("rooms");
        assertThat(bob.await("arrived").get(String.class)).isEqualTo("Ann");
        server.publisher().to("early").emit("news", 1);
        assertThat(bob.await("news").get(int.class)).isEqualTo(1);
        assertThat(ann.await("news").get(int.class)).isEqualTo(1);
        assertThat(ann.received()).isEmpty();
        assertThat(server.bean(Gauges.class).get(Gauge.SOCKETS)).isEqualTo(2);
    }

    @Test
    void theServerAsksAndTheTestAnswers(TestServer server) throws Exception {
        TestClient ann = server.connect();
        ann.emit("ask");
        Received question = ann.await("question");
        assertThat(question.get(0, int.class) * question.get(1, int.class)).isEqualTo(42);
        question.ack().send(42);
        assertThat(ann.await("ask_data").get(Map.class)).containsEntry("res", "you said 42");
    }

    @Test
    void timePassesWhenTheTestSaysSo(TestServer server) {
        TestClient ann = server.connect();
        ann.call("tick");
        server.elapse(Duration.ofSeconds(16));
        assertThat(ann.received()).extracting(Received::event).containsExactly("tick", "tick", "late", "tick");
        long timers = server.bean(Gauges.class).get(Gauge.TIMERS);
        ann.drop();
        server.settle();
        assertThat(server.bean(Gauges.class).get(Gauge.TIMERS)).isLessThan(timers);
        server.elapse(Duration.ofSeconds(10));
        assertThat(ann.received()).hasSize(4);
    }

    @Test
    void theServerEndsASocket(TestServer server) {
        TestClient ann = server.connect();
        ann.emit("leave-me");
        ann.awaitDisconnect();
        server.settle();
        assertThat(server.bean(Log.class).lines()).contains("method: server namespace disconnect");
    }

    @Test
    void whatDoesNotComeIsSaidToBeMissing(TestServer server) {
        TestClient ann = server.connect();
        server.publisher().emit("other");
        assertThatThrownBy(() -> ann.await("news", received -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Waited for the event 'news' in vain; received [other]");
    }
}
