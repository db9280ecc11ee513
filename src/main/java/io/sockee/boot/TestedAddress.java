package io.sockee.boot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the self-test knows by now of one of the server's addresses. Used by one thread. */
final class TestedAddress {
    /** How long something else may answer there: during a start it may be an application that is not this one. */
    private static final Duration DOUBT = Duration.ofSeconds(20);

    private final HttpAddress address;
    private @Nullable String passed;
    private String known = "nobody has answered";
    private boolean settled;
    private boolean foreign;
    private long foreignSince;

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
        foreign = true;
        settled = now - foreignSince > DOUBT.toNanos();
    }

    boolean isSettled() {
        return settled;
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
