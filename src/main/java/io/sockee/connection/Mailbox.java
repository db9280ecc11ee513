package io.sockee.connection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one at a time, in order, on the threads of those who bring them: whoever finds the mailbox empty runs its
 * own task at once and then all that came meanwhile. No thread waits, and an uncontended task is never queued.
 *
 * <p>A mailbox orders what a connection receives; it is no place for work that blocks.
 */
public final class Mailbox {
    private static final Logger LOG = System.getLogger(Mailbox.class.getName());

    private final AtomicInteger waiting = new AtomicInteger();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** Runs the task, now or after those before it. A task that throws is logged and harms no other. */
    public void execute(Runnable task) {
        // A task may lie in the queue that its caller has not counted yet, or one of this caller's behind such a one:
        // then this one has to queue as well, or it would overtake.
        if (tasks.isEmpty() && waiting.compareAndSet(0, 1)) {
            run(task);
        } else {
            tasks.add(task);
            if (waiting.getAndIncrement() != 0) {
                return;
            }
            runNext();
        }
        while (waiting.decrementAndGet() != 0) {
            runNext();
        }
    }

    /** How many tasks wait or run. */
    public int waiting() {
        return waiting.get();
    }

    private void runNext() {
        Runnable task = tasks.poll();
        if (task != null) {
            run(task);
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
