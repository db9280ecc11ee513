package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.LoggedIn;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What any kind of caller gets from a controller: binding, authorization, failures and counts are the same for all. */
public abstract class CallerSuite {
    private static final User ANN = new User("ann", "Ann", Set.of("editor"));

    /** Answers any caller. */
    @NonBlocking
    public static class Desk {
        @On("add")
        public int add(int a, int b) {
            return a + b;
        }

        @On("refuse")
        public void refuse() {
            throw new RefusedException("Not you.");
        }

        @On("bug")
        public void bug() {
            throw new IllegalStateException("hush");
        }

        @On("who")
        public String who(Optional<User> user) {
            return user.map(User::id).orElse("nobody");
        }

        @On("mine")
        public String mine(User user) {
            return user.name();
        }

        @On("users")
        @LoggedIn
        public String users() {
            return "users";
        }

        @On("admins")
        @RolesAllowed("admin")
        public String admins() {
            return "admins";
        }
    }

    /**
     * Has a caller send an event and returns what it is answered: the envelope, in JSON.
     *
     * @param user whom the caller belongs to
     * @param arguments each in JSON
     */
    protected abstract String ask(Optional<User> user, String event, String... arguments);

    /** What counts its calls. */
    protected abstract Counters counters();

    /** What the log calls it. */
    protected abstract String sessionId();

    private static String success(String result) {
        return "{\"ok\":true,\"err\":false,\"res\":" + result + "}";
    }

    private static String failure(String message) {
        return "{\"ok\":false,\"err\":\"" + message + "\",\"res\":false}";
    }

    private String ask(String event, String... arguments) {
        return ask(Optional.empty(), event, arguments);
    }

    @Test
    void getsTheResult() {
        assertThat(ask("add", "1", "2")).isEqualTo(success("3"));
    }

    @Test
    void getsTheRefusal() {
        assertThat(ask("refuse")).isEqualTo(failure("Not you."));
        assertThat(counters().get(Counter.CALLS_REFUSED)).isEqualTo(1);
    }

    @Test
    void hearsOfArgumentsThatDoNotFit() {
        assertThat(ask("add", "1")).isEqualTo(failure("Argument 2 (b) is missing: expected int."));
        assertThat(ask("add", "1", "true")).contains("Argument 2 (b)");
    }

    @Test
    void getsAnIdOfAFailureThatStandsInTheLogBesideItsOwn() {
        try (LogLines log = LogLines.of(Failures.class)) {
            String answer = ask(Optional.of(ANN), "bug");
            assertThat(answer)
                    .matches("\\{\"ok\":false,\"err\":\"Internal error\\. \\([0-9a-f-]{36}\\)\",\"res\":false}");
            String id = answer.replaceAll(".*\\(|\\).*", "");
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("error=" + id + " sid=" + sessionId() + " user=ann ");
        }
        assertThat(counters().get(Counter.CALLS_FAILED)).isEqualTo(1);
    }

    @Test
    void callsAsItsUserOrAsNobody() {
        assertThat(ask("who")).isEqualTo(success("\"nobody\""));
        assertThat(ask(Optional.of(ANN), "who")).isEqualTo(success("\"ann\""));
        assertThat(ask(Optional.of(ANN), "mine")).isEqualTo(success("\"Ann\""));
        assertThat(ask("mine")).isEqualTo(failure("You are not logged in."));
    }

    @Test
    void callsOnlyWhatItMay() {
        assertThat(ask("users")).isEqualTo(failure("You are not logged in."));
        assertThat(ask(Optional.of(ANN), "users")).isEqualTo(success("\"users\""));
        assertThat(ask(Optional.of(ANN), "admins")).isEqualTo(failure("You are not allowed to do this."));
    }

    @Test
    void isCounted() {
        ask("add", "1", "2");
        assertThat(counters().get(Counter.EVENTS_RECEIVED)).isEqualTo(1);
        assertThat(counters().get(Counter.EVENTS_UNKNOWN)).isZero();
    }
}
