package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.BroadcastAnswers;
import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.OnConnect;
import io.sockee.api.Publisher;
import io.sockee.api.Socket;
import io.sockee.connection.CloseReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An event that asks many sockets for an answer. */
class SurveyTest {

    @Controller
    public static class Rooms {
        @NonBlocking
        @OnConnect
        public void connect(Socket socket) {
            socket.join("lobby");
        }
    }

    private final CommitTest.ManualGate gate = new CommitTest.ManualGate();
    private final SocketFixture fixture = new SocketFixture(gate, SocketObservers.NONE, new Rooms());
    private final Publisher publisher = new HubPublisher(fixture.server, "/");
    private final RecordingConnection first = connected();
    private final RecordingConnection second = connected();

    private RecordingConnection connected() {
        RecordingConnection client = fixture.client().say("0");
        List<String> unused = client.heard();
        return client;
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private CompletableFuture<BroadcastAnswers> ask(Object... arguments) {
        return publisher
                .to("lobby")
                .emitWithAck(Duration.ofMillis(500), "q", arguments)
                .toCompletableFuture();
    }

    private static BroadcastAnswers get(CompletableFuture<BroadcastAnswers> asked) throws Exception {
        return asked.get(10, TimeUnit.SECONDS);
    }

    @Test
    void isDoneWhenEverybodyHasAnswered() throws Exception {
        CompletableFuture<BroadcastAnswers> asked = ask("x");
        assertThat(first.heard()).containsExactly("21000000000[\"q\",\"x\"]");
        assertThat(second.heard()).containsExactly("21000000000[\"q\",\"x\"]");
        second.say("31000000000[2]");
        assertThat(asked).isNotDone();
        first.say("31000000000[1,\"more\"]");
        BroadcastAnswers answers = get(asked);
        assertThat(answers.answers().keySet()).containsExactly("s2", "s1");
        assertThat(answers.answers().get("s1").get(1, String.class)).isEqualTo("more");
        assertThat(answers.isComplete()).isTrue();
        assertThat(fixture.timers.size()).isZero();
        assertThat(answers).hasToString("answers of [s2, s1], none of []");
    }

    @Test
    void tellsWhatHasComeWhenTheTimeIsOver() throws Exception {
        CompletableFuture<BroadcastAnswers> asked = ask();
        first.say("31000000000[1]");
        fixture.timers.pass(499);
        assertThat(asked).isNotDone();
        fixture.timers.pass(2);
        BroadcastAnswers answers = get(asked);
        assertThat(answers.answers()).containsOnlyKeys("s1");
        assertThat(answers.silent()).containsExactly("s2");
        second.say("31000000000[2]"); // too late, and nobody minds
        assertThat(second.closed()).isEmpty();
        for (int i = 0; i < 4; i++) { // nothing of it is left that would count
            CompletableFuture<BroadcastAnswers> next = ask();
            fixture.timers.pass(501);
            assertThat(get(next).silent()).hasSize(2);
        }
    }

    @Test
    void doesNotWaitForWhoGoes() throws Exception {
        CompletableFuture<BroadcastAnswers> asked = ask();
        first.say("31000000000[1]");
        second.close(CloseReason.TRANSPORT_CLOSE);
        BroadcastAnswers answers = get(asked);
        assertThat(answers.answers()).containsOnlyKeys("s1");
        assertThat(answers.silent()).containsExactly("s2");
    }

    @Test
    void idsAreDifferentFromThoseOfQuestionsToOne() throws Exception {
        CompletableFuture<BroadcastAnswers> many = ask();
        publisher.to("s1").emit("hello");
        CompletableFuture<BroadcastAnswers> one =
                publisher.to("s1").emitWithAck(Duration.ofSeconds(1), "q").toCompletableFuture();
        assertThat(first.heard()).containsExactly("21000000000[\"q\"]", "2[\"hello\"]", "21000000001[\"q\"]");
        first.say("31000000001[\"one\"]", "31000000000[\"many\"]");
        second.say("31000000000[]");
        assertThat(get(one).answers().get("s1").get(0, String.class)).isEqualTo("one");
        assertThat(get(many).answers().get("s1").get(0, String.class)).isEqualTo("many");
    }

    @Test
    void whoIsNotThereIsNotAsked() throws Exception {
        assertThat(get(publisher
                        .to("nowhere")
                        .emitWithAck(Duration.ofSeconds(1), "q")
                        .toCompletableFuture()))
                .isEqualTo(get(publisher
                        .namespace("/nowhere")
                        .emitWithAck(Duration.ofSeconds(1), "q")
                        .toCompletableFuture()));
    }

    @Test
    void whoseAnswersAreAwaitedInNumbersIsSilentAtOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            CompletableFuture<BroadcastAnswers> unused = ask();
        }
        List<String> before = first.heard();
        assertThat(get(ask()).silent()).containsExactlyInAnyOrder("s1", "s2");
        assertThat(first.heard()).isEmpty();
        assertThat(before).hasSize(3);
    }

    @Test
    void whoCannotTakeAVolatileQuestionIsSilentAtOnce() throws Exception {
        second.writable(false);
        CompletableFuture<BroadcastAnswers> asked =
                publisher.ifWritable().emitWithAck(Duration.ofSeconds(1), "q").toCompletableFuture();
        first.say("31000000000[]");
        assertThat(get(asked).silent()).containsExactly("s2");
        second.full(true);
        asked = ask();
        first.say("31000000001[]");
        assertThat(get(asked).silent()).containsExactly("s2");
    }

    @Test
    void answersTakeABoundedNumberOfBytes() throws Exception {
        CompletableFuture<BroadcastAnswers> asked = ask();
        first.say("31000000000[\"" + "x".repeat(400) + "\"]");
        second.say("31000000000[\"" + "x".repeat(100) + "\"]");
        BroadcastAnswers answers = get(asked);
        assertThat(answers.answers()).containsOnlyKeys("s1");
        assertThat(answers.silent()).containsExactly("s2");
    }

    @Test
    void nothingIsAskedInATransaction() {
        gate.begin();
        try {
            assertThatThrownBy(this::ask)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be asked in a transaction");
        } finally {
            gate.end(true);
        }
        assertThat(first.heard()).isEmpty();
    }
}
