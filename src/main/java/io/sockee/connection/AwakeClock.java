package io.sockee.connection;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Monotonic time in which this process ran. A process that is stopped (a machine that sleeps, a long collection of garbage, a
 * debugger) hears nobody meanwhile, and what clients answered in time lies unread in its sockets: for heartbeats and
 * time-outs that time has not passed. After a long stop it stands still a little longer, until that has been read.
 *
 * <p>It knows by {@link #tick}, which has to be called all the time. Safe for any thread.
 */
public final class AwakeClock implements LongSupplier {
    /** As much may pass between two ticks; more was a stop. Threads that come late by less have merely been busy. */
    private static final long LONGEST_TICK = TimeUnit.MILLISECONDS.toNanos(200);

    /** After a stop that was longer than this there is a backlog to be read. */
    private static final long LONG_STOP = TimeUnit.SECONDS.toNanos(1);

    private static final long CATCH_UP = TimeUnit.SECONDS.toNanos(2);

    private final LongSupplier clock;

    /** What a tick found: the time, by the other clock and by this one. */
    private record Tick(long real, long told, long stillUntil) {}

    private volatile Tick last;

    /**
     * @param clock monotonic nanoseconds
     */
    public AwakeClock(LongSupplier clock) {
        this.clock = clock;
        long now = clock.getAsLong();
        this.last = new Tick(now, now, now);
    }

    @Override
    public long getAsLong() {
        return told(last, clock.getAsLong());
    }

    private static long told(Tick since, long real) {
        long still = Math.max(0, since.stillUntil - since.real);
        return since.told + Math.min(Math.max(0, real - since.real - still), LONGEST_TICK);
    }

    /**
     * Lets it go on; to be called by one thread, several times as often as the longest tick lasts.
     *
     * @return whether what is due may be run; not while there is a backlog to be read
     */
    public boolean tick() {
        Tick before = last;
        long real = clock.getAsLong();
        boolean longStop = real - before.real > LONG_STOP;
        long stillUntil = longStop ? real + CATCH_UP : before.stillUntil;
        last = new Tick(real, told(before, real), stillUntil);
        return real - stillUntil >= 0;
    }
}
