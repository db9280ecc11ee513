package io.sockee.boot;

import io.sockee.connection.Timers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the database can be reached, for as many as ask: it is asked once in a second at most, by one thread at a time, and
 * nobody waits longer than a bound. One that hangs keeps that one thread. Safe for any thread; does not block.
 */
final class DatabaseProbe {
    private static final Logger LOG = System.getLogger(DatabaseProbe.class.getName());

    /** For how long an answer counts. */
    static final Duration FRESH = Duration.ofSeconds(1);

    /** How long the database may take. */
    static final Duration BOUND = Duration.ofSeconds(2);

    /**
     * What was found.
     *
     * @param nanos how long that took
     */
    record Found(boolean up, long nanos) {}

    private final Runnable question;
    private final Executor executor;
    private final Timers timers;

    // Guarded by this.
    private @Nullable CompletableFuture<Found> running;
    private long began;
    private @Nullable Found last;
    private long found;

    /**
     * @param question asks the database; blocks, and throws when it cannot be reached
     * @param executor runs it
     */
    DatabaseProbe(Runnable question, Executor executor, Timers timers) {
        this.question = question;
        this.executor = executor;
        this.timers = timers;
    }

    /** Finds out, and tells it once, on this thread or another. */
    void look(Consumer<Found> then) {
        CompletableFuture<Found> answer = new CompletableFuture<>();
        CompletableFuture<Void> unused = answer.thenAccept(then);
        CompletableFuture<Found> asked;
        boolean begins = false;
        long left;
        synchronized (this) {
            long now = timers.nanoTime();
            Found known = last;
            asked = running;
            if (asked == null && known != null && now - found < FRESH.toNanos()) {
                asked = CompletableFuture.completedFuture(known);
            } else if (asked == null) {
                asked = new CompletableFuture<>();
                running = asked;
                began = now;
                begins = true;
            }
            left = began + BOUND.toNanos() - now;
        }
        if (!asked.isDone() && left <= 0) { // whoever waited for one that hangs would wait as long as that does
            answer.complete(new Found(false, BOUND.toNanos()));
            return;
        }
        if (begins) {
            begin(asked);
        }
        CompletableFuture<Void> told = asked.thenAccept(answer::complete);
        if (!told.isDone()) {
            Timers.Timer timeout = timers.schedule(left, () -> answer.complete(new Found(false, BOUND.toNanos())));
            CompletableFuture<Void> unusedEnd = told.thenRun(timeout::cancel);
        }
    }

    /** What was found last; null when nobody has asked. */
    synchronized @Nullable Found last() {
        CompletableFuture<Found> asked = running;
        boolean hangs = asked != null && timers.nanoTime() - began > BOUND.toNanos();
        return hangs ? new Found(false, BOUND.toNanos()) : last;
    }

    private void begin(CompletableFuture<Found> asked) {
        try {
            executor.execute(() -> end(asked, isUp()));
        } catch (RejectedExecutionException e) { // the application stops
            end(asked, false);
        }
    }

    private boolean isUp() {
        try {
            question.run();
            return true;
        } catch (RuntimeException | Error e) { // whatever it is: without an end nobody would ask again
            LOG.log(Level.DEBUG, "The database cannot be reached", e);
            return false;
        }
    }

    private void end(CompletableFuture<Found> asked, boolean up) {
        Found now;
        synchronized (this) {
            found = timers.nanoTime();
            now = new Found(up, found - began);
            last = now;
            running = null;
        }
        asked.complete(now);
    }
}
