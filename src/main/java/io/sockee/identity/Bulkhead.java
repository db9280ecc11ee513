package io.sockee.identity;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds how many calls are at the database at a time, so that one that hangs, or rows that another server has locked, do not
 * take the threads and connections of those who need no user. As long as calls end, others wait for their turn, which is short.
 * When one has waited in vain, those behind it do not wait: they fail, until a call ends. Safe for any thread; blocks.
 */
public final class Bulkhead {
    private final Semaphore places;
    private final Duration patience;
    private volatile boolean stuck;

    /**
     * @param calls how many may be under way
     * @param patience how long one more waits for its turn
     */
    public Bulkhead(int calls, Duration patience) {
        this.places = new Semaphore(calls);
        this.patience = patience;
    }

    /** All calls that may be under way are, and none of them ends. */
    static final class StuckException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StuckException() {
            super("The database keeps too many calls waiting.");
        }
    }

    /**
     * Makes a call, now or when it has its turn.
     *
     * @throws StuckException when it does not come to have it
     */
    public <T> T pass(Supplier<T> call) {
        if (!places.tryAcquire() && !waitsInTime()) {
            stuck = true;
            throw new StuckException();
        }
        try {
            return call.get();
        } finally {
            stuck = false;
            places.release();
        }
    }

    private boolean waitsInTime() {
        try {
            return !stuck && places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
