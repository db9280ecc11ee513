package io.sockee.push;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many tasks are under way at a time, and how many wait for their turn, without blocking a thread. The future of
 * each task that was let in completes, whatever becomes of the task; then its place goes to the next one. Any thread.
 *
 * <p>A task may end at once, and so may a thousand behind it, as when a website is left alone for a while. So the thread that
 * has a place goes through them in a loop, and there is no recursion.
 */
final class Turnstile {
    private final int size;
    private final int waiting;
    private final long patience;
    private final LongSupplier nanoTime;

    // Guarded by this.
    private final ArrayDeque<Turn<?>> queue = new ArrayDeque<>();
    private int inside;

    /**
     * @param size how many tasks may be under way at a time
     * @param waiting how many more may wait
     * @param patience how long a task may wait: one that has waited longer fails when its turn comes, and takes no place
     * @param nanoTime monotonic nanoseconds
     */
    Turnstile(int size, int waiting, Duration patience, LongSupplier nanoTime) {
        this.size = size;
        this.waiting = waiting;
        this.patience = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /** A task, from its request for a place to its end. */
    private final class Turn<T> {
        private final Supplier<CompletionStage<T>> task;
        private final long since = nanoTime.getAsLong();
        private final CompletableFuture<T> done = new CompletableFuture<>();

        /** Decides which thread gives the place on: the one that begins the task, if the task has ended by then, or another. */
        private final AtomicReference<State> state = new AtomicReference<>(State.BEGINNING);

        private @Nullable T result; // these two written before the state, and read after it
        private @Nullable Throwable failure;

        Turn(Supplier<CompletionStage<T>> task) {
            this.task = task;
        }

        /**
         * Begins the task.
         *
         * @return whether it has ended already: then the caller gives the place on
         */
        boolean begin() {
            try {
                if (nanoTime.getAsLong() - since > patience) {
                    throw new TimeoutException("waited too long for its turn");
                }
                Object unused =
                        Objects.requireNonNull(task.get(), "a task's stage").whenComplete(this::end);
            } catch (Exception | Error e) {
                failure = e;
                return state.getAndSet(State.ENDED) == State.BEGINNING; // if not, another thread gives the place on
            }
            return !state.compareAndSet(State.BEGINNING, State.UNDER_WAY);
        }

        private void end(@Nullable T value, @Nullable Throwable why) {
            result = value;
            failure = why;
            if (state.getAndSet(State.ENDED) == State.UNDER_WAY) {
                goOnAfter(this);
            }
        }

        void tell() {
            if (failure == null) {
                done.complete(result);
            } else {
                done.completeExceptionally(failure);
            }
        }
    }

    private enum State {
        BEGINNING,
        UNDER_WAY,
        ENDED
    }

    /**
     * Begins a task, now or when it is its turn.
     *
     * @return what the task returns; fails with a {@link RejectedExecutionException} when too many wait, and with a {@link
     *     TimeoutException} when it has waited too long
     */
    <T> CompletableFuture<T> pass(Supplier<CompletionStage<T>> task) {
        Turn<T> turn = new Turn<>(task);
        synchronized (this) {
            if (inside < size) {
                inside++;
            } else if (queue.size() < waiting) {
                queue.add(turn);
                return turn.done;
            } else {
                return CompletableFuture.failedFuture(new RejectedExecutionException());
            }
        }
        if (turn.begin()) {
            goOnAfter(turn);
        }
        return turn.done;
    }

    /** A task has ended: its place goes to the next one before the future completes, whose followers might ask for a place. */
    private void goOnAfter(Turn<?> ended) {
        Turn<?> last = ended;
        while (last != null) {
            Turn<?> next = next();
            last.tell();
            last = next != null && next.begin() ? next : null;
        }
    }

    private synchronized @Nullable Turn<?> next() {
        Turn<?> next = queue.poll();
        if (next == null) {
            inside--;
        }
        return next;
    }

    /** How many places are taken. */
    synchronized int inside() {
        return inside;
    }
}
