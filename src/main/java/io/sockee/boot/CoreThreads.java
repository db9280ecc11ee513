package io.sockee.boot;

import io.sockee.connection.TimerWheel;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The threads below the controllers: those that run the tasks of the timers, and those that run inputs of connections that wait
 * after a thread has run its share. Nothing that runs here may block.
 */
final class CoreThreads {
    /** How often {@link #tick} has to be called, in milliseconds. */
    static final long TICK_MILLIS = 20;

    private static final int TICKS_PER_TURN = 2048;

    /** How many threads run heartbeats, time-outs and other tasks of timers. */
    private static final int WAKERS = 4;

    /** How many threads run waiting inputs of connections. */
    private static final int HELPERS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final ThreadFactory threads;
    private final ThreadPoolExecutor wakers;
    private final ThreadPoolExecutor helpers;
    private final TimerWheel timers;

    /**
     * @param clock monotonic time in nanoseconds
     */
    CoreThreads(ThreadFactory threads, LongSupplier clock) {
        this.threads = threads;
        this.wakers = pool(WAKERS);
        this.helpers = pool(HELPERS);
        this.timers = new TimerWheel(clock, TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS), TICKS_PER_TURN, wakers);
    }

    /** A pool for tasks of which each connection has a few at most, so that its queue needs no bound of its own. */
    ThreadPoolExecutor pool(int size) {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(size, size, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    TimerWheel timers() {
        return timers;
    }

    /** Runs inputs of connections that wait after a thread has run its share. */
    Executor helpers() {
        return helpers;
    }

    /** Whether no timer's task runs or waits to run; a snapshot. */
    boolean isQuiet() {
        return wakers.getActiveCount() == 0 && wakers.getQueue().isEmpty();
    }

    /** Lets time pass: hands tasks that are due to their threads. */
    void tick() {
        timers.advance();
    }

    void close() {
        wakers.shutdown();
        helpers.shutdown();
    }
}
