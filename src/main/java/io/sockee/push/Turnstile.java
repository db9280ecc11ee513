package io.sockee.push;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets so many tasks be under way at a time, and so many wait for their turn, without a thread that waits. */
final class Turnstile {
    private final int size;
    private final int waiting;
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private int inside;

    /**
     * @param size how many tasks are under way at a time
     * @param waiting how many more may wait
     */
    Turnstile(int size, int waiting) {
        this.size = size;
        this.waiting = waiting;
    }

    /**
     * Begins a task, now or when it is its turn.
     *
     * @return what the task returns; fails with a {@link RejectedExecutionException} when too many wait
     */
    <T> CompletableFuture<T> pass(Supplier<CompletionStage<T>> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Runnable begin = () -> begin(task, done);
        boolean now;
        synchronized (this) {
            now = inside < size;
            if (now) {
                inside++;
            } else if (queue.size() < waiting) {
                queue.add(begin);
            } else {
                return CompletableFuture.failedFuture(new RejectedExecutionException());
            }
        }
        if (now) {
            begin.run();
        }
        return done;
    }

    private <T> void begin(Supplier<CompletionStage<T>> task, CompletableFuture<T> done) {
        CompletionStage<T> begun;
        try {
            begun = task.get();
        } catch (RuntimeException | Error e) {
            begun = CompletableFuture.failedStage(e);
        }
        Object unused = begun.whenComplete((result, failure) -> {
            leave();
            if (failure == null) {
                done.complete(result);
            } else {
                done.completeExceptionally(failure);
            }
        });
    }

    private void leave() {
        @Nullable Runnable next;
        synchronized (this) {
            next = queue.poll();
            if (next == null) {
                inside--;
            }
        }
        if (next != null) {
            next.run();
        }
    }
}
