package io.sockee.delivery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What follows from groups of changes that have been committed, one group after the other in their order: sends to devices above
 * all, which need not hold up whoever writes the next group. One thread adds.
 */
final class FollowUps {
    /** How many groups may wait: whoever adds one more helps first. */
    private static final int AHEAD = 2;

    private final Executor executor;
    private final Queue<Runnable> groups = new ConcurrentLinkedQueue<>();
    private final Lock running = new ReentrantLock();
    private final AtomicBoolean handedOver = new AtomicBoolean();

    FollowUps(Executor executor) {
        this.executor = executor;
    }

    /**
     * Runs what follows from a group, after what follows from those before it.
     *
     * @param here whether on this thread, before this returns; else perhaps on another one, meanwhile
     */
    void add(Runnable group, boolean here) {
        groups.add(group);
        if (here) {
            runAll();
            return;
        }
        handOver();
        while (groups.size() > AHEAD) {
            runOne();
        }
    }

    private void handOver() {
        if (!handedOver.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(() -> {
                handedOver.set(false); // before the look: who adds one after it hands over again
                runAll();
            });
        } catch (RuntimeException | Error e) { // the application stops, or there is no thread to be had
            handedOver.set(false);
            runAll();
        }
    }

    private void runAll() {
        while (!groups.isEmpty()) {
            runOne();
        }
    }

    /** On whichever thread: it is taken and run under one lock, so that none overtakes another. */
    private void runOne() {
        running.lock();
        try {
            Runnable group = groups.poll();
            if (group != null) {
                group.run();
            }
        } finally {
            running.unlock();
        }
    }
}
