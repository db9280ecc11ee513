package io.sockee.connection;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Monotonic time in which this process ran. A process that is stopped (a machine that sleeps, a long collection of garbage, a
 * debugger) hears nobody meanwhile, and what clients answered in time lies unread in its sockets: for heartbeats and
 * time-outs that time has not passed. After a stop of more than a second this clock stands still for two seconds more, so
 * that what has arrived can be read first.
 *
 * <p>A stop shows as a long time between two calls of {@link #tick}, so one thread has to call it all the time. The time may be
 * read by any thread.
 */
public final class AwakeClock implements LongSupplier {
    /** What passes between two ticks counts up to this; what is more was a stop. */
    private static final long LONGEST_TICK = TimeUnit.MILLISECONDS.toNanos(200);

    /** After a stop that was longer than this there is a backlog to be read. */
    private static final long LONG_STOP = TimeUnit.SECONDS.toNanos(1);

    /** How long the clock stands still after a long stop. */
    private static final long CATCH_UP = TimeUnit.SECONDS.toNanos(2);

    private final LongSupplier clock;

    /** What a tick found, in nanoseconds: the other clock's time, this clock's, and until when (by the other) this one stands. */
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
     * Lets the time go on. To be called by one thread, several times in each 200 milliseconds.
     *
     * @return whether tasks that are due may be run: false while the clock stands still after a long stop
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
