package io.sockee.connection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs tasks one at a time, in order, on the threads of those who bring them: whoever finds the mailbox free runs its
 * own task at once and then some that came meanwhile. An uncontended task is never queued.
 *
 * <p>No thread is captured: after {@value #BUDGET} tasks of others it leaves. What still waits is run by the executor, or by a
 * thread that brings a task before the executor gets there. If the executor refuses, the thread goes on itself.
 *
 * <p>A mailbox orders what a connection receives; tasks must not block. It has no bound: those who bring tasks from outside
 * hold themselves back by {@link #awaitFewerThan}, or have few at a time.
 */
public final class Mailbox {
    private static final Logger LOG = System.getLogger(Mailbox.class.getName());

    /** How many tasks of others a thread runs before it leaves the rest. */
    static final int BUDGET = 16;

    private static final long LOOK_AGAIN_NANOS = 500_000;

    private final Executor others;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean handedOn = new AtomicBoolean(); // the executor has been asked, and has not come yet
    private final AtomicInteger waiting = new AtomicInteger();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /**
     * @param others goes on where a thread leaves; at most one task of this mailbox waits in it
     */
    public Mailbox(Executor others) {
        this.others = others;
    }

    /** Runs the task, now or after those before it. A task that throws is logged and harms no other. */
    public void execute(Runnable task) {
        // Where something waits, of this caller perhaps, this task must queue as well, or it would overtake.
        if (tasks.isEmpty() && busy.compareAndSet(false, true)) {
            run(task);
        } else {
            waiting.incrementAndGet();
            tasks.add(task);
            if (!busy.compareAndSet(false, true)) {
                return; // whoever is busy looks again before it leaves
            }
        }
        drain();
    }

    /** How many tasks wait, besides the one that may be running. */
    public int waiting() {
        return waiting.get();
    }

    /**
     * Blocks until fewer tasks wait, so that a thread that reads from a client reads no faster than tasks are run. Meanwhile
     * the thread runs tasks itself whenever no other does. Returns at once when the thread is interrupted. Not to be called
     * from within a task: it would wait for itself.
     */
    public void awaitFewerThan(int limit) {
        while (waiting.get() >= limit && !Thread.currentThread().isInterrupted()) {
            if (busy.compareAndSet(false, true)) {
                drain();
            } else {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
    }

    /** Called by the thread that has made the mailbox busy. */
    private void drain() {
        int left = BUDGET;
        do {
            Runnable task = tasks.poll();
            while (task != null) {
                waiting.decrementAndGet();
                run(task);
                left--;
                task = left > 0 ? tasks.poll() : null;
            }
            busy.set(false);
            if (tasks.isEmpty()) {
                return;
            }
            if (left <= 0) {
                if (handOn()) {
                    return;
                }
                left = BUDGET;
            }
        } while (busy.compareAndSet(false, true));
    }

    /** Whether somebody else will go on. */
    private boolean handOn() {
        if (!handedOn.compareAndSet(false, true)) {
            return true;
        }
        try {
            others.execute(this::goOn);
            return true;
        } catch (RuntimeException | Error e) { // stopped, or no thread can be had: what waits has to run all the same
            handedOn.set(false);
            LOG.log(Level.DEBUG, "A connection's tasks could not be handed on", e);
            return false;
        }
    }

    private void goOn() {
        handedOn.set(false);
        if (busy.compareAndSet(false, true)) {
            drain();
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A connection's task failed", e);
        }
    }
}
