package io.sockee.connection;

import java.util.concurrent.TimeUnit;

/**
 * Tells the time and wakes those who asked for it. A few threads run the tasks of everybody: tasks must be short and must not
 * block, and two of them may run at the same time.
 */
public interface Timers {

    /** Monotonic time in nanoseconds; only differences have a meaning. */
    long nanoTime();

    /** Runs a task once, no earlier than after the delay. */
    Timer schedule(long delayNanos, Runnable task);

    default Timer scheduleMillis(long delayMillis, Runnable task) {
        return schedule(TimeUnit.MILLISECONDS.toNanos(delayMillis), task);
    }

    /** A task that has yet to run. */
    interface Timer {

        /** Makes sure that the task does not begin any more; does nothing when it has. */
        void cancel();
    }
}
