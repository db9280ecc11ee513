package io.sockee.admin;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The ids by which admins who have logged in come back without their password: secrets. Bounded: with one more, the oldest ends. Safe
 * for any thread; does not block.
 */
final class LoginIds {
    static final int MOST = 1_000;

    private final LongSupplier nanos;
    private final long lifetime;
    private final Supplier<String> random;
    private final Map<String, Long> begun = new LinkedHashMap<>(); // guarded by this

    /**
     * @param nanos monotonic time
     * @param lifetimeSeconds how long one lasts
     * @param random makes ids that nobody guesses
     */
    LoginIds(LongSupplier nanos, long lifetimeSeconds, Supplier<String> random) {
        this.nanos = nanos;
        this.lifetime = TimeUnit.SECONDS.toNanos(lifetimeSeconds);
        this.random = random;
    }

    /** A new one. */
    synchronized String begin() {
        long now = nanos.getAsLong();
        begun.values().removeIf(since -> isOver(since, now));
        if (begun.size() >= MOST) {
            Iterator<Long> oldest = begun.values().iterator();
            oldest.next();
            oldest.remove();
        }
        String id = random.get();
        begun.put(id, now);
        return id;
    }

    /** Whether it is one, and not past its time. */
    synchronized boolean isKnown(String id) {
        Long since = begun.get(id);
        return since != null && !isOver(since, nanos.getAsLong());
    }

    synchronized int size() {
        return begun.size();
    }

    private boolean isOver(long since, long now) {
        return now - since >= lifetime;
    }
}
