package io.sockee.boot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the self-test knows by now of one of the server's addresses. Used by one thread. */
final class TestedAddress {
    /** How long something else may answer there: during a start it may be an application that is not this one. */
    private static final Duration DOUBT = Duration.ofSeconds(20);

    /** Between two looks at what may be something else, which may log each of them. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final HttpAddress address;
    private @Nullable String passed;
    private String known = "nobody has answered";
    private boolean settled;
    private boolean foreign;
    private long foreignSince;
    private long foreignLast;

    TestedAddress(HttpAddress address) {
        this.address = address;
    }

    HttpAddress address() {
        return address;
    }

    void passed(long millis) {
        passed = address.url("") + " in " + millis + " ms";
        settled = true;
    }

    /** Nothing was found out, and nothing more is tried. */
    void untested(String why) {
        known = why;
        settled = true;
    }

    void unreachable(Exception last) {
        known = "nobody answers (" + last + ")";
        foreign = false;
    }

    /** Something answers that may not be this application. If it goes on doing so, it is not because of the server's start. */
    void foreign(String answer) {
        known = "what answers there says: " + answer;
        long now = System.nanoTime();
        foreignSince = foreign ? foreignSince : now;
        foreignLast = now;
        foreign = true;
        settled = now - foreignSince > DOUBT.toNanos();
    }

    boolean isSettled() {
        return settled;
    }

    /** Whether it is to be tried now. */
    boolean isDue() {
        return !settled && !(foreign && System.nanoTime() - foreignLast < PAUSE.toNanos());
    }

    /** How it has passed; null if it has not. */
    @Nullable
    String passing() {
        return passed;
    }

    /** What is known instead. */
    String doubts() {
        return address.url("") + ": " + known;
    }
}
