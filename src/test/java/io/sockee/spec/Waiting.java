package io.sockee.spec;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The waits for something that a client cannot see. */
final class Waiting {

    private Waiting() {}

    /**
     * Lets a request that has been written arrive at the server and wait there. Nothing tells the client of it; the span
     * is far below the ping interval, so that no ping answers the poll meanwhile.
     */
    static void untilPollIsHeld() {
        span(Duration.ofMillis(60));
    }

    /** Lets time pass that is itself the subject of a test, such as a timeout. */
    static void span(Duration span) {
        long end = System.nanoTime() + span.toNanos();
        for (long left = span.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
