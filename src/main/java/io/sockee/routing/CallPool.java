package io.sockee.routing;

import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The threads that controllers run on: a fixed number, and a bounded queue of sockets that wait for one. */
public final class CallPool implements Executor, AutoCloseable {
    private static final Logger LOG = System.getLogger(CallPool.class.getName());
    private static final long LOG_INTERVAL = TimeUnit.SECONDS.toNanos(10);

    private final ThreadPoolExecutor threads;
    private final Counters counters;
    private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - LOG_INTERVAL);

    /**
     * @param size how many calls run at a time
     * @param queue how many sockets may wait for a thread
     */
    public CallPool(int size, int queue, ThreadFactory factory, Counters counters) {
        this.counters = counters;
        this.threads =
                new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), factory);
        this.threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a task when a thread is free.
     *
     * @throws RejectedExecutionException when too many wait; it was counted and, now and then, logged
     */
    @Override
    public void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            counters.count(Counter.POOL_SATURATED);
            long now = System.nanoTime();
            long last = lastLogged.get();
            if (now - last >= LOG_INTERVAL && lastLogged.compareAndSet(last, now)) {
                LOG.log(
                        Level.WARNING,
                        "All {0} controller threads are busy and {1} sockets wait: further calls are refused."
                                + " See sockee.controllers.threads and sockee.controllers.queue.",
                        threads.getMaximumPoolSize(),
                        threads.getQueue().size());
            }
            throw e;
        }
    }

    /** Whether it takes no more tasks, for good. */
    public boolean isClosed() {
        return threads.isShutdown();
    }

    /** Whether nothing runs and nothing waits to run, at a glance. */
    public boolean isQuiet() {
        return threads.getActiveCount() == 0 && threads.getQueue().isEmpty();
    }

    /** How many sockets wait for a thread. */
    public int waiting() {
        return threads.getQueue().size();
    }

    /** Lets calls end for a while, those that wait too; then interrupts what runs, and leaves the rest out. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                interrupt();
            }
        } catch (InterruptedException e) {
            interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void interrupt() {
        int running = threads.getActiveCount();
        int left = threads.shutdownNow().size();
        LOG.log(
                Level.WARNING,
                "The application stops while {0} calls are still running and {1} sockets wait for a thread: the calls are"
                        + " interrupted, what waits is left out.",
                running,
                left);
    }
}
