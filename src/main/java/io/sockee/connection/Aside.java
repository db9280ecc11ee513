package io.sockee.connection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * What few {@linkplain Outbox outboxes} need: the number of messages that count as queued and that somebody else keeps for now, and
 * tasks for when nothing waits any more. Any thread.
 */
final class Aside {
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    void hold(Frames frames) {
        messages.incrementAndGet();
        bytes.addAndGet(frames.size());
    }

    void release(Frames frames) {
        messages.decrementAndGet();
        bytes.addAndGet(-frames.size());
    }

    int messages() {
        return messages.get();
    }

    long bytes() {
        return bytes.get();
    }

    void whenDrained(Runnable task) {
        tasks.add(task);
    }

    /**
     * Runs the tasks that have been added until now, in turn, until one has sent something: the others, and what that one adds, are
     * next.
     *
     * @param still whether nothing waits
     */
    void tellDrained(BooleanSupplier still) {
        for (int left = tasks.size(); left > 0 && still.getAsBoolean(); left--) {
            Runnable task = tasks.poll();
            if (task == null) {
                return; // another thread has taken the rest
            }
            task.run();
        }
    }

    void forgetTasks() {
        tasks.clear();
    }
}
