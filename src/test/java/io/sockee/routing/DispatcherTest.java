package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Ack;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.metrics.Counters.Counter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a client is answered, by what the method returns or throws. */
class DispatcherTest {
    private static final String NOTHING = "{\"ok\":true,\"err\":false,\"res\":null}";

    public static class Controller {
        final CompletableFuture<Object> later = new CompletableFuture<>();

        @Nullable
        Ack ack;

        @On("value")
        public Map<String, Integer> value() {
            return Map.of("a", 1);
        }

        @On("nothing")
        public void nothing() {}

        @On("null")
        public @Nullable String nothingAtAll() {
            return null;
        }

        @On("empty")
        public Optional<String> empty() {
            return Optional.empty();
        }

        @On("later")
        public CompletionStage<Object> later() {
            return later;
        }

        @On("self")
        public void self(Ack given) {
            ack = given;
        }

        @On("refuse")
        public String refuse() {
            throw new RefusedException("Not \"you\".");
        }

        @On("bug")
        public String bug() throws Exception {
            throw new Exception("jdbc:secret");
        }

        @On("error")
        public String error() {
            throw new StackOverflowError("jdbc:secret");
        }

        @On("loop")
        public Object loop() {
            return new Loop();
        }
    }

    /** Has no JSON form. */
    public static final class Loop {
        public Loop getSelf() {
            return this;
        }
    }

    private final Controller controller = new Controller();
    private final RecordingCalls calls = new RecordingCalls(Controller.class, controller, false);

    @Test
    void anAckHoldsTheEnvelope() {
        assertThat(calls.ask("value")).isEqualTo("{\"ok\":true,\"err\":false,\"res\":{\"a\":1}}");
        assertThat(calls.ask("nothing")).isEqualTo("{\"ok\":true,\"err\":false,\"res\":false}");
        assertThat(calls.ask("null")).isEqualTo(NOTHING);
        assertThat(calls.ask("empty")).isEqualTo(NOTHING);
        assertThat(calls.ask("refuse")).isEqualTo("{\"ok\":false,\"err\":\"Not \\\"you\\\".\",\"res\":false}");
    }

    @Test
    void withoutAnAckTheAnswerIsAnEvent() {
        calls.tell("value");
        calls.tell("nothing");
        calls.tell("refuse");
        assertThat(calls.answers)
                .containsExactly(
                        "value_data {\"ok\":true,\"err\":false,\"res\":{\"a\":1}}",
                        "refuse_error {\"ok\":false,\"err\":\"Not \\\"you\\\".\",\"res\":false}");
    }

    @Test
    void aStageAnswersWhenItCompletes() {
        calls.tell("later");
        assertThat(calls.answers).isEmpty();
        controller.later.complete(List.of(1));
        assertThat(calls.answers).containsExactly("later_data {\"ok\":true,\"err\":false,\"res\":[1]}");
    }

    @Test
    void aStageMayRefuseOrFail() {
        calls.tell("later");
        controller.later.completeExceptionally(new CompletionException(new RefusedException("No.")));
        assertThat(calls.answers).containsExactly("later_error {\"ok\":false,\"err\":\"No.\",\"res\":false}");
    }

    @Test
    void aStageWhoseValueHasNoJsonFormIsAFailure() {
        calls.tell("later");
        controller.later.complete(new Loop());
        assertThat(calls.answers).singleElement().asString().startsWith("later_error {\"ok\":false,\"err\":\"Internal");
    }

    @Test
    void aMethodWithAnAckAnswersByItselfWithoutEnvelope() {
        calls.tell("self");
        assertThat(controller.ack).isNotNull();
        assertThat(controller.ack.isRequested()).isFalse();
        assertThat(calls.answers).isEmpty();
    }

    @Test
    void whatIsUnexpectedIsAnInternalErrorWithAnIdAndTellsNothing() {
        for (String event : List.of("bug", "error", "loop")) {
            assertThat(calls.ask(event))
                    .matches("\\{\"ok\":false,\"err\":\"Internal error\\. \\([0-9a-f-]{36}\\)\",\"res\":false}");
        }
        assertThat(calls.counters.get(Counter.CALLS_FAILED)).isEqualTo(3);
        assertThat(calls.counters.get(Counter.CALLS_REFUSED)).isZero();
    }

    @Test
    void inDevelopmentTheMessageIsShown() {
        assertThat(new RecordingCalls(Controller.class, controller, true).ask("bug"))
                .matches(".*Internal error\\. \\([0-9a-f-]{36}\\) java\\.lang\\.Exception: jdbc:secret.*");
    }
}
