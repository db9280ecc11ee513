package io.sockee.socket;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of what one connection has sent may wait for its calls, over all of its sockets, those that have ended included:
 * a client that leaves a namespace and joins it again gains nothing.
 */
final class CallBudget {

    /** What a call takes besides its arguments, about. */
    private static final long OVERHEAD = 256;

    private final long limit;
    private final AtomicLong waiting = new AtomicLong();

    /**
     * @param limit in bytes; one call alone may need more
     */
    CallBudget(long limit) {
        this.limit = limit;
    }

    /** Takes what a call needs, unless too much waits. */
    boolean take(long bytes) {
        long needed = bytes + OVERHEAD;
        if (waiting.addAndGet(needed) > Math.max(limit, needed)) {
            waiting.addAndGet(-needed);
            return false;
        }
        return true;
    }

    /** A call has ended that had been let in. */
    void give(long bytes) {
        waiting.addAndGet(-(bytes + OVERHEAD));
    }
}
