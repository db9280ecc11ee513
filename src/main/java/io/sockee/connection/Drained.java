package io.sockee.connection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** Tasks that are run when nothing waits in an {@link Outbox} any more. Any thread. */
final class Drained {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    void add(Runnable task) {
        tasks.add(task);
    }

    /**
     * Runs those that have been added until now, in turn, until one has sent something: the others, and what that one adds, are next.
     *
     * @param still whether nothing waits
     */
    void run(BooleanSupplier still) {
        for (int left = tasks.size(); left > 0 && still.getAsBoolean(); left--) {
            Runnable task = tasks.poll();
            if (task == null) {
                return; // another thread has taken the rest
            }
            task.run();
        }
    }

    void clear() {
        tasks.clear();
    }
}
