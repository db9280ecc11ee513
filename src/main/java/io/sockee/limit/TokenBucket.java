package io.sockee.limit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A bucket that holds {@link Rate#burst} tokens and gets {@link Rate#perSecond} new ones in a second. Whatever happens takes one;
 * when none is left it must not happen. What was refused takes nothing, so that a client that goes on trying is let in as often as
 * one that waits.
 *
 * <p>No tokens are counted: the one number that is kept is the time at which the bucket will be full again, and each token moves it
 * by one interval (the generic cell rate algorithm). So there is no lock, nothing is allocated, and nothing has to be done as time
 * passes. Times are monotonic nanoseconds, which may begin anywhere. Safe for any thread.
 */
public final class TokenBucket {
    private final long interval;
    private final long capacity; // the time that it takes to fill the bucket
    private final AtomicLong full; // when it is full again

    /**
     * A full bucket.
     *
     * @param now the time
     */
    public TokenBucket(Rate rate, long now) {
        this.interval = rate.interval();
        this.capacity = interval * rate.burst();
        this.full = new AtomicLong(now);
    }

    /**
     * Takes a token.
     *
     * @return zero if there was one; else how long it takes until there is one, in nanoseconds, and nothing was taken
     */
    public long take(long now) {
        while (true) {
            long present = full.get();
            long next = (present - now > 0 ? present : now) + interval;
            long missing = next - now - capacity;
            if (missing > 0) {
                return missing;
            }
            if (full.compareAndSet(present, next)) {
                return 0;
            }
        }
    }

    /** Gives back a token that was taken, as if it had not been. */
    public void giveBack() {
        full.addAndGet(-interval);
    }

    /** How long it takes until there is a token, in nanoseconds; zero when there is one. Takes none. */
    public long missing(long now) {
        return Math.max(0, full.get() - now + interval - capacity);
    }

    /** Whether no token is missing: it is then like a new one. */
    public boolean isFull(long now) {
        return full.get() - now <= 0;
    }
}
