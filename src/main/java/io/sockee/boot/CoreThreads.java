package io.sockee.boot;

import io.sockee.connection.TimerWheel;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What runs by itself below the controllers: the timers, the threads that they wake, and those that help where a connection
 * has more to do than the thread that came with it. Nothing that runs here may block.
 */
final class CoreThreads {
    /** How often {@link #tick} has to be called, in milliseconds. */
    static final long TICK_MILLIS = 20;

    private static final int TICKS_PER_TURN = 2048;

    /** Threads that heartbeats and time-outs run on. */
    private static final int WAKERS = 4;

    /** Threads that go on with connections. */
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

    /** Goes on with connections that have more to do than the thread that came with it. */
    Executor helpers() {
        return helpers;
    }

    /** Whether no timer's task runs or waits to run, at a glance. */
    boolean isQuiet() {
        return wakers.getActiveCount() == 0 && wakers.getQueue().isEmpty();
    }

    /** Lets time pass: runs what is due. */
    void tick() {
        timers.advance();
    }

    void close() {
        wakers.shutdown();
        helpers.shutdown();
    }
}
