package io.sockee.connection;

import java.util.concurrent.TimeUnit;

/**
 * Tells the time, and runs tasks later. A few threads run the tasks of everybody: a task must be short and must not block, and
 * two may run at the same time. May be used from any thread; does not block.
 */
public interface Timers {

    /** Monotonic time in nanoseconds; only differences have a meaning. */
    long nanoTime();

    /** Runs a task once, no earlier than after the delay; one below zero is none. A task that throws is logged. */
    Timer schedule(long delayNanos, Runnable task);

    default Timer scheduleMillis(long delayMillis, Runnable task) {
        return schedule(TimeUnit.MILLISECONDS.toNanos(delayMillis), task);
    }

    /** A task that has yet to run. */
    interface Timer {

        /** Keeps the task from running. One that is just beginning, or has begun, is not stopped, nor waited for. */
        void cancel();
    }
}
