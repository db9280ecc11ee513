package io.sockee.delivery;

import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.persistence.Entities;
import io.sockee.persistence.OutcomeUnknownException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes all changes to devices and their queues on this node, one after the other, on one thread: changes that come together
 * share a transaction, and so a commit (group commit). What follows from a change runs after its commit, in the same order.
 *
 * <p>Any thread may submit, and none waits. {@link #trySubmit} bounds what websites ask for; other changes are as many as there
 * are devices and answers of theirs.
 */
final class DeviceWriter {
    private static final Logger LOG = System.getLogger(DeviceWriter.class.getName());
    private static final int GROUP = 256;
    private static final int LAST_ATTEMPT = 3;

    /** How long all changes of a failed group together may take when they are tried again one by one. */
    private static final Duration ALONE = Duration.ofSeconds(20);

    /** A change, and what follows from it. Its methods are called on the writer's thread. */
    interface Change<R> {

        /** The numbers of the devices that have to be locked. Asked before any change of the group is made. */
        SortedSet<Long> devices(DeviceStore store);

        /**
         * Makes the change. May be called again after a failure, in another transaction.
         *
         * @param locked the devices of all changes of the group, as far as they are still there
         */
        R make(DeviceStore store, Map<Long, Device> locked);

        /** The change has been committed. Must not block. */
        default void committed(R result) {
            // most have nothing that follows
        }
    }

    private final class Submitted<R> {
        private final Change<R> change;
        private final boolean counted;
        private final CompletableFuture<R> done = new CompletableFuture<>();
        private SortedSet<Long> devices = new TreeSet<>();
        private Optional<R> result = Optional.empty();

        Submitted(Change<R> change, boolean counted) {
            this.change = change;
            this.counted = counted;
        }

        void look(DeviceStore store) {
            devices = change.devices(store);
        }

        void make(DeviceStore store, Map<Long, Device> locked) {
            result = Optional.of(change.make(store, locked));
        }

        void commit() {
            release();
            R made = result.orElseThrow();
            try {
                change.committed(made);
            } catch (RuntimeException | Error e) { // it is durable anyway, and those behind it have to be told
                LOG.log(Level.ERROR, "What follows a stored change failed", e);
            }
            done.complete(made);
        }

        boolean isDone() {
            return done.isDone();
        }

        void fail(Throwable why) {
            release();
            done.completeExceptionally(why);
        }

        private void release() {
            if (counted) {
                waiting.decrementAndGet();
            }
        }
    }

    private final Entities entities;
    private final Executor executor;
    private final InstantSource clock;
    private final int limit;
    private final Deque<Submitted<?>> queue = new ConcurrentLinkedDeque<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean taken = new AtomicBoolean();

    /**
     * @param executor runs the work, which blocks; one task at a time is given to it
     * @param limit how many changes that websites ask for may wait
     */
    DeviceWriter(Entities entities, Executor executor, InstantSource clock, int limit) {
        this.clock = clock;
        this.entities = entities;
        this.executor = executor;
        this.limit = limit;
    }

    /** Submits a change that a website asks for; the future fails with a {@link BusyException} when too many wait. */
    <R> CompletableFuture<R> trySubmit(Change<R> change) {
        if (waiting.incrementAndGet() > limit) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(new BusyException());
        }
        return submit(new Submitted<>(change, true));
    }

    /** Submits a change that follows from what is there already; not bounded here. */
    <R> CompletableFuture<R> submit(Change<R> change) {
        return submit(new Submitted<>(change, false));
    }

    private <R> CompletableFuture<R> submit(Submitted<R> submitted) {
        queue.add(submitted);
        wake();
        return submitted.done;
    }

    private void wake() {
        if (taken.compareAndSet(false, true)) {
            try {
                executor.execute(this::work);
            } catch (RejectedExecutionException e) { // the application is being stopped
                taken.set(false);
                failAll(e);
            } catch (RuntimeException | Error e) { // as when there is no thread to be had: there may be one next time
                taken.set(false);
                LOG.log(Level.ERROR, "What waits to be stored cannot be", e);
                failAll(e);
            }
        }
    }

    private void work() {
        try {
            List<Submitted<?>> group = take();
            while (!group.isEmpty()) {
                write(group);
                group = take();
            }
        } finally {
            taken.set(false);
            if (!queue.isEmpty()) {
                wake();
            }
        }
    }

    private List<Submitted<?>> take() {
        List<Submitted<?>> group = new ArrayList<>();
        Submitted<?> next = queue.poll();
        while (next != null) {
            group.add(next);
            next = group.size() < GROUP ? queue.poll() : null;
        }
        return group;
    }

    private void write(List<Submitted<?>> group) {
        try {
            Optional<Throwable> failure = attempt(group);
            // Each for itself: one must not be the ruin of the others; and another node may have been in the way. All
            // within a time: each may wait for as long as the database lets it, and others wait for all of them.
            Instant end = clock.instant().plus(ALONE);
            for (Submitted<?> one : group) {
                for (int attempt = 2; !one.isDone() && attempt <= LAST_ATTEMPT; attempt++) {
                    failure = clock.instant().isBefore(end) ? attempt(List.of(one)) : Optional.of(new BusyException());
                }
                if (!one.isDone()) {
                    one.fail(failure.orElseThrow());
                }
            }
        } catch (DatabaseUnavailableException e) { // all that wait would fail too, one time-out after the other
            failAll(group, e);
            failAll(e);
        } catch (RuntimeException | Error e) { // as without memory: somebody waits for each of them
            failAll(group, e);
            throw e;
        }
    }

    /**
     * Writes a group with one commit.
     *
     * @return why that failed, when it may be tried again
     */
    private Optional<Throwable> attempt(List<Submitted<?>> group) {
        try {
            entities.<Boolean>call(manager -> {
                DeviceStore store = new DeviceStore(manager);
                SortedSet<Long> devices = new TreeSet<>();
                for (Submitted<?> submitted : group) {
                    submitted.look(store);
                    devices.addAll(submitted.devices);
                }
                Map<Long, Device> locked = store.lock(devices);
                group.forEach(submitted -> submitted.make(store, locked));
                store.write();
                return true;
            });
        } catch (DatabaseUnavailableException e) {
            throw e;
        } catch (OutcomeUnknownException e) { // not tried again: it may have been committed
            group.forEach(submitted -> submitted.fail(e));
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of(e);
        }
        group.forEach(Submitted::commit);
        return Optional.empty();
    }

    private static void failAll(List<Submitted<?>> group, Throwable why) {
        group.stream().filter(submitted -> !submitted.isDone()).forEach(submitted -> submitted.fail(why));
    }

    private void failAll(Throwable why) {
        for (Submitted<?> left = queue.poll(); left != null; left = queue.poll()) {
            left.fail(why);
        }
    }
}
