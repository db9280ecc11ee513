package io.sockee.routing;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes the waiting calls of one connection may take, over all of its sockets. Calls of sockets that have ended count
 * until they have run: a client that leaves a namespace and joins it again gains nothing. Safe for any thread.
 */
public final class CallBudget {

    /** What a call takes besides its arguments, about, in bytes. */
    private static final long OVERHEAD = 256;

    private final long limit;
    private final AtomicLong waiting = new AtomicLong();

    /**
     * @param limit in bytes; when nothing else waits, one call may need more
     */
    public CallBudget(long limit) {
        this.limit = limit;
    }

    /** Takes what a call with so large arguments needs; false, and takes nothing, when too much waits. */
    public boolean take(long bytes) {
        long needed = bytes + OVERHEAD;
        if (waiting.addAndGet(needed) > Math.max(limit, needed)) {
            waiting.addAndGet(-needed);
            return false;
        }
        return true;
    }

    /** Gives back what was taken for a call: it has ended, or was not queued. */
    public void give(long bytes) {
        waiting.addAndGet(-(bytes + OVERHEAD));
    }

    /**
     * Queues a call, which takes so much until it has run.
     *
     * @return false when too much waits already, or too many calls do: it will not run
     */
    public boolean queue(CallQueue queue, long bytes, Runnable call) {
        if (!take(bytes)) {
            return false;
        }
        boolean added = queue.add(() -> {
            try {
                call.run();
            } finally {
                give(bytes);
            }
        });
        if (!added) {
            give(bytes);
        }
        return added;
    }
}
