package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Ack;
import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.connection.CloseReason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that a client repeats after a reconnect, by the events {@code sockee:hello} and {@code sockee:call}. */
class RepeatableCallsTest {
    private static final String KEY = "0123456789abcdef";
    private static final String NEW = "30[{\"ok\":true,\"err\":false,\"res\":{\"known\":false}}]";
    private static final String KNOWN = "30[{\"ok\":true,\"err\":false,\"res\":{\"known\":true}}]";

    private static final Flow.Subscription NO_SUBSCRIPTION = new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    @NonBlocking
    @Controller
    public static class Counting {
        int runs;
        Runnable meanwhile = () -> {};
        CompletableFuture<Integer> later = new CompletableFuture<>();

        @On("count")
        public int count(int by) {
            runs++;
            return by;
        }

        @On("later")
        public CompletionStage<Integer> later() {
            runs++;
            return later;
        }

        @On("stream")
        public Flow.Publisher<Integer> stream() {
            runs++;
            return subscriber -> {};
        }

        @On("streamLater")
        public Flow.Publisher<Integer> streamLater() {
            runs++;
            meanwhile.run();
            return subscriber -> {
                subscriber.onSubscribe(NO_SUBSCRIPTION);
                subscriber.onComplete();
            };
        }

        @On("refused")
        public void refused() {
            runs++;
            throw new RefusedException("No.");
        }

        @On("raw")
        public void raw(Ack ack) {
            runs++;
            ack.send("one", 2);
        }

        @On("bytes")
        public int bytes(String text, byte[] data) {
            return data.length;
        }
    }

    private final Counting counting = new Counting();
    private final SocketFixture fixture = new SocketFixture(counting);

    @AfterEach
    void close() {
        fixture.close();
    }

    private RecordingConnection client() {
        RecordingConnection client = fixture.client().say("0");
        client.heard();
        return client;
    }

    private RecordingConnection greeted(String answer) {
        RecordingConnection client = client().say("20[\"sockee:hello\",\"" + KEY + "\"]");
        assertThat(client.heard()).containsExactly(answer);
        return client;
    }

    private static String ok(String res) {
        return "31[{\"ok\":true,\"err\":false,\"res\":" + res + "}]";
    }

    private static String refused(String err) {
        return "31[{\"ok\":false,\"err\":\"" + err + "\",\"res\":false}]";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"count\",5 => {\"ok\":true,\"err\":false,\"res\":5}",
                "\"count\",\"x\" => {\"ok\":false,\"err\":\"Argument 1 (by): expected int.\",\"res\":false}",
                "\"refused\" => {\"ok\":false,\"err\":\"No.\",\"res\":false}",
                "\"raw\" => \"one\",2",
                "\"nothing\" => {\"ok\":false,\"err\":\"Nothing here answers 'nothing'.\",\"res\":false}"
            })
    void runsOnceAndIsAnsweredAgain(String example) {
        String[] parts = example.split(" => ");
        RecordingConnection first = greeted(NEW).say("21[\"sockee:call\",\"1:1\"," + parts[0] + "]");
        assertThat(first.heard()).containsExactly("31[" + parts[1] + "]");
        int runs = counting.runs;
        first.close(CloseReason.TRANSPORT_ERROR);
        RecordingConnection second = greeted(KNOWN).say("21[\"sockee:call\",\"1:1\"," + parts[0] + "]");
        assertThat(second.heard()).containsExactly("31[" + parts[1] + "]");
        assertThat(counting.runs).isEqualTo(runs);
    }

    @Test
    void aCallThatStillRunsAnswersTheNewSocket() {
        RecordingConnection first = greeted(NEW).say("21[\"sockee:call\",\"1:1\",\"later\"]");
        first.close(CloseReason.TRANSPORT_ERROR);
        RecordingConnection second = greeted(KNOWN).say("21[\"sockee:call\",\"1:1\",\"later\"]");
        assertThat(second.heard()).isEmpty();
        counting.later.complete(3);
        assertThat(second.heard()).containsExactly(ok("3"));
        assertThat(counting.runs).isEqualTo(1);
    }

    @Test
    void anAnswerOfATransactionIsKeptWithItsCommit() {
        CommitTest.ManualGate gate = new CommitTest.ManualGate();
        try (SocketFixture own = new SocketFixture(gate, SocketObservers.NONE, counting)) {
            RecordingConnection client = own.client().say("0", "20[\"sockee:hello\",\"" + KEY + "\"]");
            client.heard();
            gate.begin();
            client.say("21[\"sockee:call\",\"1:1\",\"count\",5]");
            assertThat(client.heard()).as("it waits").isEmpty();
            gate.end(true);
            assertThat(client.heard()).containsExactly(ok("5"));
            gate.begin();
            client.say("22[\"sockee:call\",\"2:1\",\"count\",6]");
            gate.end(false);
            assertThat(client.heard()).isEmpty();
            client.say("23[\"sockee:call\",\"1:1\",\"count\",5]", "24[\"sockee:call\",\"2:1\",\"count\",6]");
            assertThat(client.heard())
                    .as("the first is known, the second has no answer and awaits one")
                    .containsExactly("33[{\"ok\":true,\"err\":false,\"res\":5}]");
            assertThat(counting.runs).isEqualTo(2);
        }
    }

    @Test
    void aStreamIsOneSocketsOwn() {
        RecordingConnection first = greeted(NEW).say("21[\"sockee:call\",\"1:1\",\"stream\"]");
        assertThat(first.heard()).first().isEqualTo(ok("{\"stream\":1},\"stream\":true"));
        first.close(CloseReason.TRANSPORT_ERROR);
        RecordingConnection second = greeted(KNOWN).say("21[\"sockee:call\",\"1:1\",\"stream\"]");
        assertThat(second.heard())
                .containsExactly(
                        "31[{\"ok\":false,\"err\":\"The call has run, but its answer was not kept.\",\"res\":false,\"ran\":true}]");
        assertThat(counting.runs).isEqualTo(1);
    }

    @Test
    void aStreamGoesToTheSocketThatHasAskedLast() {
        RecordingConnection first = greeted(NEW);
        AtomicReference<RecordingConnection> second = new AtomicReference<>();
        counting.meanwhile = () -> second.set(greeted(KNOWN).say("21[\"sockee:call\",\"1:1\",\"streamLater\"]"));
        first.say("21[\"sockee:call\",\"1:1\",\"streamLater\"]");
        assertThat(first.heard()).isEmpty();
        assertThat(second.get().heard())
                .containsExactly(ok("{\"stream\":1},\"stream\":true"), "2[\"sockee:stream\",{\"id\":1,\"end\":true}]");
        assertThat(counting.runs).isEqualTo(1);
    }

    @Test
    void whatIsSettledIsForgottenWithoutAFurtherCall() {
        RecordingConnection client = greeted(NEW).say("21[\"sockee:call\",\"1:1\",\"count\",5]");
        assertThat(fixture.repeating.bytes()).isPositive();
        client.say("2[\"sockee:settled\",\"x\"]", "2[\"sockee:settled\"]");
        assertThat(fixture.repeating.bytes()).isPositive();
        client.say("2[\"sockee:settled\",2]");
        assertThat(fixture.repeating.bytes()).isZero();
    }

    @Test
    void bytesComeAlong() {
        RecordingConnection client = greeted(NEW)
                .say("51-1[\"sockee:call\",\"1:1\",\"bytes\",\"a\",{\"_placeholder\":true,\"num\":0}]")
                .sayBinary(1, 2, 3);
        assertThat(client.heard()).containsExactly(ok("3"));
    }

    @Test
    void aClientThatWasAwayTooLongIsNotKnown() {
        greeted(NEW).close(CloseReason.TRANSPORT_ERROR);
        fixture.timers.pass(60_001);
        greeted(NEW);
    }

    @Test
    void whatIsNoCallIsRefusedAndRunsNothing() {
        String form = "A call is its number and the lowest open one, as in \\\"17:12\\\", a name, and arguments.";
        RecordingConnection client = client();
        assertThat(client.say("21[\"sockee:call\",\"1:1\",\"count\",1]").heard())
                .containsExactly(refused("The client has not said sockee:hello."));
        for (String tag :
                new String[] {"", "\"1\",\"count\"", "1,\"count\"", "\"1:1\"", "\"1:1\",7", "\"1:-1\",\"a\""}) {
            String call = tag.isEmpty() ? "21[\"sockee:call\"]" : "21[\"sockee:call\"," + tag + "]";
            assertThat(client.say(call).heard()).as(tag).containsExactly(refused(form));
        }
        for (String key : new String[] {"\"short\"", "7", "\"" + "k".repeat(65) + "\""}) {
            assertThat(client.say("21[\"sockee:hello\"," + key + "]").heard())
                    .containsExactly(refused("A client's key is 16 to 64 letters, digits, '_' and '-'."));
        }
        assertThat(greeted(NEW).say("21[\"sockee:hello\",\"" + KEY + "\"]").heard())
                .containsExactly(refused("The client has said sockee:hello before."));
        assertThat(counting.runs).isZero();
        assertThat(client.say("2[\"sockee:call\",\"1:1\",\"count\",1]", "2[\"sockee:hello\",\"" + KEY + "\"]")
                        .heard())
                .as("without an acknowledgement nothing is answered")
                .isEmpty();
    }
}
