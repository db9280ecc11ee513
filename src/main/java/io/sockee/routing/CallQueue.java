package io.sockee.routing;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one socket: one at a time, in order, on the threads of a pool. A socket with many calls gives its thread back
 * now and then, so that other sockets get one. Calls may block, and one that throws is logged. Any thread may add calls, and
 * does not wait for them.
 *
 * <p>Its lock is this socket's alone and never held while a call runs.
 */
public final class CallQueue {
    private static final Logger LOG = System.getLogger(CallQueue.class.getName());
    private static final int CALLS_PER_TURN = 16;

    /**
     * A call that waits.
     *
     * @param last whether it has to run even when the application is being stopped and other calls are dropped
     * @param hold what those behind it wait for; null for a call
     */
    private record Waiting(
            Runnable call, boolean last, @Nullable Hold hold) {
        Waiting(Runnable call, boolean last) {
            this(call, last, null);
        }
    }

    /** Something elsewhere; guarded by the queue. */
    private static final class Hold {
        private boolean over;
    }

    private final CallPool pool;
    private final int limit;
    private final Consumer<Runnable> later;
    private final ArrayDeque<Waiting> calls = new ArrayDeque<>(2);
    private boolean taken; // a thread works on the queue, or has been asked for, or it is held
    private boolean held; // no thread works on it: those that wait are behind a hold

    /**
     * @param limit how many calls may wait
     * @param later runs a task after a short while
     */
    public CallQueue(CallPool pool, int limit, Consumer<Runnable> later) {
        this.pool = pool;
        this.limit = limit;
        this.later = later;
    }

    /**
     * Adds a call.
     *
     * @return false when too many wait, here or in the pool: it will not run
     */
    public boolean add(Runnable call) {
        return enqueue(new Waiting(call, false), limit);
    }

    /** Whether no call runs or waits. */
    public synchronized boolean isIdle() {
        return !taken;
    }

    /**
     * Adds a call that has to run, without regard to the bound. When no thread is free it waits for one; when the pool has been
     * closed, it may run on this thread.
     */
    public void addAlways(Runnable call) {
        boolean waits;
        synchronized (this) {
            calls.add(new Waiting(call, true));
            waits = !taken;
            taken = true;
        }
        if (waits) {
            takeThread();
        }
    }

    /**
     * Has all that is added from now on wait for something elsewhere. What has been added before runs. No thread waits.
     *
     * @return has to be run when that has happened
     */
    public Runnable hold() {
        Hold hold = new Hold();
        synchronized (this) {
            calls.add(new Waiting(() -> {}, true, hold));
            if (!taken) {
                taken = true;
                held = true;
            }
        }
        return () -> end(hold);
    }

    private void end(Hold hold) {
        synchronized (this) {
            hold.over = true;
            if (!held || isHeld()) {
                return;
            }
            held = false;
            taken = !calls.isEmpty();
            if (!taken) {
                return;
            }
        }
        takeThread();
    }

    /** Whether the next call has to wait; takes away what nobody waits for any more. */
    private boolean isHeld() {
        for (Waiting next = calls.peek(); next != null && next.hold() != null; next = calls.peek()) {
            if (!next.hold().over) {
                return true;
            }
            calls.remove();
        }
        return false;
    }

    /** Runs a task when all calls have run that are here now. It must not block, nor take long. */
    public void afterPresent(Runnable task) {
        if (isIdle()) {
            task.run();
        } else {
            addAlways(task);
        }
    }

    /** Finds a thread for the calls that wait, now or later. */
    private void takeThread() {
        if (submit()) {
            return;
        }
        if (pool.isClosed()) {
            turn(); // the application is being stopped: there will be no other thread
        } else {
            later.accept(this::takeThread);
        }
    }

    private synchronized boolean enqueue(Waiting call, int bound) {
        if (calls.size() >= bound) {
            return false;
        }
        if (!taken && !submit()) {
            return false;
        }
        taken = true;
        calls.add(call);
        return true;
    }

    private boolean submit() {
        try {
            pool.execute(this::turn);
            return true;
        } catch (RejectedExecutionException e) {
            return false; // counted and logged by the pool
        }
    }

    private void turn() {
        for (int done = 1; ; done++) {
            Waiting next = next(done % CALLS_PER_TURN == 0);
            if (next == null) {
                return;
            }
            if (!pool.runsOnlyLastCalls()) {
                run(next.call());
            } else if (next.last()) {
                boolean unused = Thread.interrupted(); // the interrupt was meant for the call before
                run(next.call());
            }
            pool.callEnded();
        }
    }

    /** The next call, or null when none waits or another thread has taken over. */
    private synchronized @Nullable Waiting next(boolean turnIsOver) {
        if (turnIsOver && !calls.isEmpty() && submit()) {
            return null;
        }
        if (isHeld()) {
            held = true;
            return null;
        }
        Waiting call = calls.poll();
        taken = call != null;
        return call;
    }

    private static void run(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A socket's call failed", e);
        }
    }
}
