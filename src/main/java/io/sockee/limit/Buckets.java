package io.sockee.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bucket for each of many, such as users or addresses, all of one rate. There are never more than a given number: when that
 * is reached, those that are full are dropped, which is as if they had been kept. When too few are, whoever is new is not limited here
 * until there is room again: who comes under that many names cannot be held back by names, and strangers must not be locked out
 * for it.
 *
 * <p>Safe for any thread. A token that is taken while its bucket is dropped may not count.
 */
public final class Buckets {
    /** After what time full buckets are looked for again, in nanoseconds: the look goes through all of them. */
    private static final long PAUSE = 1_000_000_000L;

    private final Rate rate;
    private final int most;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final AtomicLong swept = new AtomicLong();
    private volatile boolean everSwept;

    /**
     * @param most how many there may be; threads that come at the same moment may each pass it by one
     */
    public Buckets(Rate rate, int most) {
        this.rate = rate;
        this.most = most;
    }

    /**
     * Takes a token from somebody's bucket.
     *
     * @param now the time, in monotonic nanoseconds
     * @return zero if there was one, or if there is no room for one more bucket; else how long it takes until there is one, in
     *     nanoseconds
     */
    public long take(String key, long now) {
        TokenBucket present = buckets.get(key);
        if (present != null) {
            return present.take(now);
        }
        if (buckets.size() >= most && !sweep(now)) {
            return 0;
        }
        return buckets.computeIfAbsent(key, name -> new TokenBucket(rate, now)).take(now);
    }

    /** Gives back a token that was taken from somebody's bucket. */
    public void giveBack(String key) {
        TokenBucket present = buckets.get(key);
        if (present != null) {
            present.giveBack();
        }
    }

    /** How long it takes until there is a token in somebody's bucket, in nanoseconds; zero when there is one. Takes none. */
    public long missing(String key, long now) {
        TokenBucket present = buckets.get(key);
        return present == null ? 0 : present.missing(now);
    }

    /** Drops full buckets; whether there is room now. */
    private boolean sweep(long now) {
        long before = swept.get();
        if ((!everSwept || now - before >= PAUSE) && swept.compareAndSet(before, now)) {
            everSwept = true;
            buckets.values().removeIf(bucket -> bucket.isFull(now));
        }
        return buckets.size() < most;
    }

    /** How many there are. */
    public int size() {
        return buckets.size();
    }
}
