package io.sockee.boot;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that does not jump when the system's clock does, so that nothing is suddenly an hour older when that is set forward. It
 * follows the system's clock slowly, by a thousandth of the time that passes, and so makes up for drift and corrections. Safe for
 * any thread.
 */
final class SteadyClock implements InstantSource {
    private static final long PART = 1000; // a thousandth: it makes up for a second in 17 minutes

    private final InstantSource wall;
    private final java.util.function.LongSupplier nanoTime;
    private Instant last; // guarded by this, as is the next field
    private long lastNanos;

    SteadyClock() {
        this(InstantSource.system(), System::nanoTime);
    }

    /**
     * @param nanoTime monotonic nanoseconds
     */
    SteadyClock(InstantSource wall, java.util.function.LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.last = wall.instant();
        this.lastNanos = nanoTime.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        long nanos = nanoTime.getAsLong();
        long passed = nanos - lastNanos;
        Instant now = last.plusNanos(passed);
        long most = passed / PART;
        if (most > 0) { // too little time has passed otherwise: its thousandth would be rounded to nothing
            now = now.plusNanos(Math.max(-most, Math.min(most, difference(now))));
            last = now;
            lastNanos = nanos;
        }
        return now;
    }

    private long difference(Instant now) {
        try {
            return java.time.Duration.between(now, wall.instant()).toNanos();
        } catch (ArithmeticException e) { // centuries
            return wall.instant().isAfter(now) ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
    }
}
