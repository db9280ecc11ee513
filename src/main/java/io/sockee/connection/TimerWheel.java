package io.sockee.connection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A hashed wheel: one slot for each tick, a linked list in each slot, so that to schedule and to cancel cost the same
 * however many connections wait. It has no thread of its own: someone else turns it, by {@link #advance()}.
 *
 * <p>Coarse on purpose: a task becomes due up to one tick late. Locks are per slot. The thread that turns the wheel hands due
 * tasks to an executor and runs none, so that a task that takes long keeps no other from its turn. When the executor has been
 * shut down, the task is dropped; when it fails in another way, the task is tried again with the next tick.
 */
public final class TimerWheel implements Timers {
    private static final Logger LOG = System.getLogger(TimerWheel.class.getName());

    private final LongSupplier clock;
    private final Executor executor;
    private final long tickNanos;
    private final Slot[] slots;
    private final long start;
    private final AtomicInteger size = new AtomicInteger();
    private volatile long advanced = -1; // the last tick whose due tasks have been handed on

    /**
     * @param clock monotonic nanoseconds
     * @param slots how many ticks one turn takes; a power of two
     * @param executor runs the tasks; not on the thread that turns the wheel
     */
    public TimerWheel(LongSupplier clock, long tickNanos, int slots, Executor executor) {
        if (Integer.bitCount(slots) != 1) {
            throw new IllegalArgumentException("slots must be a power of two, not " + slots);
        }
        this.clock = clock;
        this.executor = executor;
        this.tickNanos = tickNanos;
        this.start = clock.getAsLong();
        this.slots = new Slot[slots];
        for (int i = 0; i < slots; i++) {
            this.slots[i] = new Slot();
        }
    }

    @Override
    public long nanoTime() {
        return clock.getAsLong();
    }

    /** How many tasks wait. */
    public int size() {
        return size.get();
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        long elapsed = clock.getAsLong() - start;
        long due = elapsed + Math.min(Math.max(0, delayNanos), Long.MAX_VALUE - elapsed); // "for ever" must not wrap
        Entry entry = new Entry(task, due / tickNanos + 1);
        while (true) {
            Slot slot = slots[(int) (entry.tick & (slots.length - 1))];
            synchronized (slot) {
                if (entry.tick > advanced) {
                    slot.link(entry);
                    size.incrementAndGet();
                    return entry;
                }
            }
            entry.tick = advanced + 1; // the wheel passed this slot meanwhile
        }
    }

    /** Hands what is due to the executor. Calls must not overlap: one thread turns the wheel. */
    public void advance() {
        long now = (clock.getAsLong() - start) / tickNanos;
        // After a long pause (a stopped process) one full turn visits every slot there is.
        for (long tick = Math.max(advanced + 1, now - slots.length + 1); tick <= now; tick++) {
            runSlot(tick);
        }
    }

    private void runSlot(long tick) {
        Slot slot = slots[(int) (tick & (slots.length - 1))];
        Entry due = null;
        synchronized (slot) {
            advanced = tick;
            Entry entry = slot.first;
            while (entry != null) {
                Entry following = entry.next;
                if (entry.tick <= tick) {
                    slot.unlink(entry);
                    size.decrementAndGet();
                    entry.next = due;
                    due = entry;
                }
                entry = following;
            }
        }
        while (due != null) {
            Entry following = due.next;
            due.next = null;
            handOn(due);
            due = following;
        }
    }

    private void handOn(Entry due) {
        try {
            executor.execute(due::run);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "A timer's task came after the end", e);
        } catch (RuntimeException
                | Error e) { // no thread can be had, say: the task is due all the same, and others after it
            Timer unused = schedule(tickNanos, due::run);
            LOG.log(Level.WARNING, "A timer's task has to wait", e);
        }
    }

    private static final class Slot {
        @Nullable
        Entry first;

        void link(Entry entry) {
            entry.next = first;
            if (first != null) {
                first.previous = entry;
            }
            first = entry;
            entry.linked = true;
        }

        void unlink(Entry entry) {
            if (entry.previous == null) {
                first = entry.next;
            } else {
                entry.previous.next = entry.next;
            }
            if (entry.next != null) {
                entry.next.previous = entry.previous;
            }
            entry.previous = null;
            entry.next = null;
            entry.linked = false;
        }
    }

    private final class Entry implements Timer {
        private final Runnable task;
        private long tick;
        private volatile boolean cancelled;
        private boolean linked;
        private @Nullable Entry previous;
        private @Nullable Entry next;

        Entry(Runnable task, long tick) {
            this.task = task;
            this.tick = tick;
        }

        void run() {
            if (cancelled) {
                return;
            }
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A timer's task failed", e);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            Slot slot = slots[(int) (tick & (slots.length - 1))];
            synchronized (slot) {
                if (linked) {
                    slot.unlink(this);
                    size.decrementAndGet();
                }
            }
        }
    }
}
