package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.api.Ack;
import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.transaction.CommitGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a socket sends in a transaction, whose end the test brings about. */
class CommitTest {

    /** One transaction at a time. */
    static final class ManualGate implements CommitGate {
        private final List<Departure> waiting = new ArrayList<>();
        private boolean transaction;
        private boolean full;

        void begin() {
            transaction = true;
        }

        void end(boolean commit) {
            transaction = false;
            List<Departure> last = List.copyOf(waiting);
            waiting.clear();
            last.forEach(commit ? Departure::leave : Departure::drop);
        }

        @Override
        public boolean isOpen() {
            return !transaction;
        }

        @Override
        public void defer(Departure departure) {
            if (full) {
                throw new IllegalStateException("full");
            }
            waiting.add(departure);
        }

        @Override
        public void whenEnded(Consumer<Boolean> told) {
            // only methods with an interceptor ask
        }

        @Override
        public boolean rollBackLeftOver() {
            return false;
        }
    }

    @NonBlocking
    @Controller
    public static class Transactional {
        final ManualGate gate = new ManualGate();
        final CompletableFuture<Flow.Publisher<String>> later = new CompletableFuture<>();

        @On("all")
        public String all(Socket socket, boolean commit) {
            gate.begin();
            socket.emit("one");
            socket.everyone().emit("two");
            socket.emitIfWritable("three");
            socket.to("room").emit("not me");
            socket.join("at once");
            gate.end(commit);
            return socket.rooms().contains("at once") ? "joined" : "not joined";
        }

        @On("raw")
        public void raw(Ack ack, boolean commit) {
            gate.begin();
            ack.send("done");
            ack.send("twice");
            gate.end(commit);
            if (!commit) {
                throw new RefusedException("rolled back");
            }
        }

        @On("full")
        public void full(Ack ack) {
            gate.begin();
            gate.full = true;
            try {
                ack.send("done");
            } finally {
                gate.full = false;
                gate.end(false);
            }
        }

        @On("later")
        public CompletionStage<Flow.Publisher<String>> later() {
            return later;
        }

        @On("ask")
        public String ask(Socket socket) {
            gate.begin();
            try {
                Object unused = socket.emitWithAck(Duration.ofSeconds(1), "question");
                return "asked";
            } catch (IllegalStateException e) {
                return e.getMessage();
            } finally {
                gate.end(true);
            }
        }
    }

    private final Transactional controller = new Transactional();
    private final SocketFixture fixture = new SocketFixture(controller.gate, SocketObservers.NONE, controller);
    private final RecordingConnection client = fixture.client();

    @BeforeEach
    void connect() {
        client.say("0");
        client.heard();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void leavesAfterTheCommitInOrderAndBeforeTheAnswer() {
        client.say("21[\"all\",true]");
        assertThat(client.heard())
                .containsExactly(
                        "2[\"one\"]",
                        "2[\"two\"]",
                        "2[\"three\"]",
                        "31[{\"ok\":true,\"err\":false,\"res\":\"joined\"}]");
    }

    @Test
    void isDroppedWithARollbackWhileJoinsStay() {
        client.say("21[\"all\",false]");
        assertThat(client.heard()).containsExactly("31[{\"ok\":true,\"err\":false,\"res\":\"joined\"}]");
    }

    /** Publishes one item, within the request for it. */
    private static final Flow.Publisher<String> ONE = subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
        @Override
        public void request(long n) {
            subscriber.onNext("item");
            subscriber.onComplete();
        }

        @Override
        public void cancel() {
            // it has no more
        }
    });

    @Test
    void aStreamThatComesInATransactionBeginsAfterTheCommitBehindItsAnswer() {
        client.say("21[\"later\"]");
        controller.gate.begin();
        controller.later.complete(ONE);
        fixture.settle();
        assertThat(client.heard()).isEmpty();
        controller.gate.end(true);
        List<String> heard = new ArrayList<>();
        await().until(() -> {
            heard.addAll(client.heard());
            return heard.size() >= 3;
        });
        assertThat(heard)
                .containsExactly(
                        "31[{\"ok\":true,\"err\":false,\"res\":{\"stream\":1},\"stream\":true}]",
                        "2[\"sockee:stream\",{\"id\":1,\"item\":\"item\"}]",
                        "2[\"sockee:stream\",{\"id\":1,\"end\":true}]");
    }

    @Test
    void aStreamThatComesInATransactionThatIsRolledBackDoesNotBegin() {
        client.say("21[\"later\"]");
        controller.gate.begin();
        controller.later.complete(subscriber -> {
            throw new AssertionError("nobody subscribes");
        });
        controller.gate.end(false);
        assertThat(client.heard()).singleElement().asString().startsWith("31[").contains("Internal error.");
    }

    @Test
    void anAckIsSentOnceAndOneThatIsRolledBackMakesRoomForTheFailure() {
        client.say("21[\"raw\",true]");
        assertThat(client.heard()).containsExactly("31[\"done\"]");
        client.say("22[\"raw\",false]");
        assertThat(client.heard()).containsExactly("32[{\"ok\":false,\"err\":\"rolled back\",\"res\":false}]");
        client.say("23[\"full\"]");
        assertThat(client.heard()).singleElement().asString().contains("Internal error.");
    }

    @Test
    void aQuestionIsNotAskedInATransaction() {
        client.say("21[\"ask\"]");
        assertThat(client.heard()).singleElement().asString().contains("cannot be asked in a transaction");
    }
}
