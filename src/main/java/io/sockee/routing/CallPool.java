package io.sockee.routing;

import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The threads that controllers run on: a fixed number, and a bounded queue of sockets that wait for a thread. What follows a
 * client's answer has as many threads of its own, since all controllers may be waiting for answers. Safe for any thread; only
 * {@link #close} blocks.
 */
public final class CallPool implements Executor, AutoCloseable {
    private static final Logger LOG = System.getLogger(CallPool.class.getName());
    private static final long LOG_INTERVAL = TimeUnit.SECONDS.toNanos(10);

    /**
     * How long the end may take.
     *
     * @param grace for calls to end by themselves
     * @param lastCalls for the last calls of sockets after that
     */
    record Patience(Duration grace, Duration lastCalls) {}

    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(3));

    private final ThreadFactory factory;
    private final ThreadPoolExecutor threads;
    private final ThreadPoolExecutor answers;
    private final Counters counters;
    private final Patience patience;
    private final LongAdder endedCalls = new LongAdder();
    private volatile boolean onlyLastCalls;
    private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - LOG_INTERVAL);

    /**
     * @param size how many calls run at a time
     * @param queue how many sockets may wait for a thread; as many answers may wait for theirs
     */
    public CallPool(int size, int queue, ThreadFactory factory, Counters counters) {
        this(size, queue, factory, counters, PATIENCE);
    }

    CallPool(int size, int queue, ThreadFactory factory, Counters counters, Patience patience) {
        this.counters = counters;
        this.factory = factory;
        this.patience = patience;
        this.threads = threads(size, queue);
        this.answers = threads(size, queue);
    }

    private ThreadPoolExecutor threads(int size, int queue) {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), factory);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /**
     * Runs a task when a thread is free.
     *
     * @throws RejectedExecutionException when too many wait, or no thread can be made, which is counted and logged at most every
     *     ten seconds; or when the pool has been closed
     */
    @Override
    public void execute(Runnable task) {
        execute(threads, task, "controller threads are busy and {1} sockets wait: further calls are refused.");
    }

    /**
     * Runs what follows a client's answer.
     *
     * @throws RejectedExecutionException as {@link #execute}
     */
    public void executeAnswer(Runnable task) {
        execute(
                answers,
                task,
                "threads for the answers of clients are busy and {1} wait: do not wait for one in what follows another.");
    }

    private void execute(ThreadPoolExecutor executor, Runnable task, String saturated) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            if (!executor.isShutdown()) {
                tell(executor, saturated);
            }
            throw e;
        } catch (Error e) { // whoever asks for a thread is ready for a refusal, and has something to give back
            counters.count(Counter.POOL_SATURATED);
            if (isToBeLogged()) {
                LOG.log(Level.ERROR, "Calls find no thread, and are refused", e);
            }
            throw new RejectedExecutionException("no thread can be had", e);
        }
    }

    private boolean isToBeLogged() {
        long now = System.nanoTime();
        long last = lastLogged.get();
        return now - last >= LOG_INTERVAL && lastLogged.compareAndSet(last, now);
    }

    private void tell(ThreadPoolExecutor executor, String saturated) {
        counters.count(Counter.POOL_SATURATED);
        if (isToBeLogged()) {
            LOG.log(
                    Level.WARNING,
                    "All {0} " + saturated + " See sockee.controllers.threads and sockee.controllers.queue.",
                    executor.getMaximumPoolSize(),
                    executor.getQueue().size());
        }
    }

    /** Whether the grace time at the end is over, so that only calls that must always run (disconnects above all) still run. */
    boolean runsOnlyLastCalls() {
        return onlyLastCalls;
    }

    /** Whether the pool has been closed, and takes no more tasks. */
    public boolean isClosed() {
        return threads.isShutdown();
    }

    /** Whether nothing runs and nothing waits to run; a snapshot. */
    public boolean isQuiet() {
        return isQuiet(threads) && isQuiet(answers);
    }

    private static boolean isQuiet(ThreadPoolExecutor executor) {
        return executor.getActiveCount() == 0 && executor.getQueue().isEmpty();
    }

    /** How many sockets wait for a thread. */
    public int waiting() {
        return threads.getQueue().size();
    }

    /** How many sockets may wait for a thread. */
    public int capacity() {
        return threads.getQueue().size() + threads.getQueue().remainingCapacity();
    }

    /** How many calls run; a snapshot. */
    public int active() {
        return threads.getActiveCount();
    }

    /** How many calls may run at a time. */
    public int size() {
        return threads.getMaximumPoolSize();
    }

    /** How many tasks have ended so far, about. */
    public long completed() {
        return threads.getCompletedTaskCount();
    }

    /** One of the calls that a task runs one after the other has ended. */
    void callEnded() {
        endedCalls.increment();
    }

    /** Grows with each task that ends, and with each call of those that run several: whatever ends shows that the pool works. */
    public long progress() {
        return completed() + endedCalls.sum();
    }

    /**
     * Blocks up to five seconds while calls end, those that wait too; an interrupt ends this time. Then interrupts what runs and
     * drops what waits, except the last calls of sockets: these get threads of their own and three seconds, whether or not what
     * was interrupted ends. What follows answers is interrupted, and what waits there is run on this thread.
     */
    @Override
    public void close() {
        threads.shutdown();
        answers.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        try {
            ended = threads.awaitTermination(patience.grace().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (!ended) {
            interrupted |= interrupt();
        }
        answers.shutdownNow().forEach(Runnable::run); // what waits for an answer is told of the end
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts what runs, and has the last calls run beside it. Returns whether this thread was interrupted meanwhile. */
    private boolean interrupt() {
        onlyLastCalls = true;
        int running = threads.getActiveCount();
        List<Runnable> left = threads.shutdownNow();
        LOG.log(
                Level.WARNING,
                "The application stops while {0} calls are running and {1} sockets wait for a thread: what runs is"
                        + " interrupted, what waits is left out.",
                running,
                left.size());
        AtomicInteger unheard = new AtomicInteger(left.size());
        ThreadPoolExecutor last = begin(left, unheard::decrementAndGet);
        boolean interrupted = await(List.of(last, threads));
        last.shutdownNow();
        if (unheard.get() > 0) {
            LOG.log(
                    Level.WARNING,
                    "Of the sockets that waited for a thread {0} got none, or what they ran did not end; among it may be disconnect methods.",
                    unheard);
        }
        if (!threads.isTerminated()) {
            LOG.log(
                    Level.WARNING,
                    "{0} calls have not ended although they were interrupted.",
                    threads.getActiveCount());
        }
        return interrupted;
    }

    /**
     * Threads for what is left of sockets' calls: as many as for calls, so that one that hangs holds up no others.
     *
     * @param heard run after each socket's
     */
    private ThreadPoolExecutor begin(List<Runnable> left, Runnable heard) {
        ThreadPoolExecutor last = threads(threads.getMaximumPoolSize(), Math.max(1, left.size()));
        for (Runnable turn : left) {
            Runnable told = () -> {
                turn.run();
                heard.run();
            };
            try {
                last.execute(told);
            } catch (RuntimeException | Error e) { // no other thread can be had any more
                LOG.log(
                        Level.DEBUG,
                        "What is left of a socket's calls runs on the thread that stops the application",
                        e);
                told.run();
            }
        }
        last.shutdown();
        return last;
    }

    /** Waits for both, as long as the last calls may take, even when interrupted; returns whether it was. */
    private boolean await(List<ThreadPoolExecutor> executors) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + patience.lastCalls().toNanos();
        for (ThreadPoolExecutor executor : executors) {
            long left = deadline - System.nanoTime();
            while (left > 0 && !executor.isTerminated()) {
                try {
                    boolean unused = executor.awaitTermination(left, TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                left = deadline - System.nanoTime();
            }
        }
        return interrupted;
    }
}
