package io.sockee.socket;

import io.sockee.api.Timer;
import io.sockee.connection.Timers;
import io.sockee.routing.CallQueue;
import io.sockee.routing.Caller;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one socket. Their tasks run in turn with its calls, on the pool, where they may block; none begins after the
 * socket's end. Too many at a time are refused with an {@link IllegalStateException}. Any thread.
 */
final class SocketTimers {
    private final SocketServer server;
    private final Caller caller;
    private final CallQueue calls;
    private @Nullable Set<SocketTimer> timers; // most sockets have none
    private boolean ended;

    SocketTimers(SocketServer server, Caller caller, CallQueue calls) {
        this.server = server;
        this.caller = caller;
        this.calls = calls;
    }

    Timer after(Duration delay, Runnable task) {
        return start(new SocketTimer(delay, task, false));
    }

    Timer every(Duration period, Runnable task) {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("The period of a timer must be positive, not " + period + ".");
        }
        return start(new SocketTimer(period, task, true));
    }

    private Timer start(SocketTimer timer) {
        synchronized (this) {
            if (ended) {
                return timer; // it never runs, as the socket is gone
            }
            int limit = server.settings().maxTimers();
            Set<SocketTimer> present = timers == null ? new HashSet<>() : timers;
            if (present.size() >= limit) {
                throw new IllegalStateException("This socket has " + limit
                        + " timers already (see sockee.socketio.max-timers); cancel those that are not needed.");
            }
            present.add(timer);
            timers = present;
        }
        timer.schedule();
        return timer;
    }

    private synchronized void remove(SocketTimer timer) {
        if (timers != null) {
            boolean unused = timers.remove(timer);
        }
    }

    /** A duration in nanoseconds; {@link Long#MAX_VALUE}, that is never, for those that are longer. */
    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return duration.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }

    /** The socket is gone. */
    void end() {
        List<SocketTimer> left;
        synchronized (this) {
            ended = true;
            left = timers == null ? List.of() : List.copyOf(timers);
            timers = null;
        }
        left.forEach(SocketTimer::stop);
    }

    private final class SocketTimer implements Timer {
        private final long delay; // nanoseconds
        private final Runnable task;
        private final boolean repeats;
        private final AtomicBoolean running = new AtomicBoolean();
        private boolean stopped;
        private long planned;
        private Timers.@Nullable Timer next;

        SocketTimer(Duration delay, Runnable task, boolean repeats) {
            this.delay = nanos(delay);
            this.task = task;
            this.repeats = repeats;
        }

        synchronized void schedule() {
            Timers timers = server.services().timers();
            planned = timers.nanoTime() + delay;
            if (!stopped) {
                next = timers.schedule(delay, this::due);
            }
        }

        /** Plans the next run from the time for which this one was planned, so that delays do not add up; skips missed ones. */
        private synchronized void repeat() {
            Timers timers = server.services().timers();
            long now = timers.nanoTime();
            long left = delay - Math.floorMod(now - planned, delay);
            planned = now + left;
            if (!stopped) {
                next = timers.schedule(left, this::due);
            }
        }

        private void due() {
            if (repeats) {
                repeat();
            }
            // A run that waits or goes on stands for this one too: a slow task does not pile up.
            if (running.compareAndSet(false, true)) {
                calls.addAlways(this::run);
            }
        }

        private void run() {
            try {
                if (!isStopped()) {
                    server.run(caller, "a timer", task);
                }
            } finally {
                running.set(false);
                if (!repeats) {
                    cancel();
                }
            }
        }

        private synchronized boolean isStopped() {
            return stopped;
        }

        synchronized void stop() {
            stopped = true;
            if (next != null) {
                next.cancel();
            }
        }

        @Override
        public void cancel() {
            stop();
            remove(this);
        }
    }
}
