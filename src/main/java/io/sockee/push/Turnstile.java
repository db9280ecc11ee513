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
 * Lets so many tasks be under way at a time, and so many wait for their turn, without a thread that waits. Each task that
 * was let in ends its future, whatever becomes of it, and then makes way for the next one.
 *
 * <p>A task may end as soon as it begins, and so may the thousand behind it, as when a website is left alone for a while:
 * whoever has a place goes through them in a loop, and nothing here calls itself.
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
     * @param size how many tasks are under way at a time
     * @param waiting how many more may wait
     * @param patience for how long: what has waited longer fails when its turn comes, and costs nobody a place
     * @param nanoTime monotonic nanoseconds
     */
    Turnstile(int size, int waiting, Duration patience, LongSupplier nanoTime) {
        this.size = size;
        this.waiting = waiting;
        this.patience = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /** A task, from when it asks for a place to its end. */
    private final class Turn<T> {
        private final Supplier<CompletionStage<T>> task;
        private final long since = nanoTime.getAsLong();
        private final CompletableFuture<T> done = new CompletableFuture<>();

        /** Who hears of the end gives the place on: the thread that begins the task, if it has ended by then. */
        private final AtomicReference<State> state = new AtomicReference<>(State.BEGINNING);

        private @Nullable T result; // these two written before the state, and read after it
        private @Nullable Throwable failure;

        Turn(Supplier<CompletionStage<T>> task) {
            this.task = task;
        }

        /**
         * Begins the task.
         *
         * @return whether it has ended already: then the place is the caller's to give on
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
                return state.getAndSet(State.ENDED) == State.BEGINNING; // else somebody has heard of the end after all
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

    /** A task has ended: its place goes to the next one, before anybody hears of the end and asks for one in turn. */
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
