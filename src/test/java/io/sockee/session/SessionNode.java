package io.sockee.session;

import io.sockee.connection.HandshakeRequest.SessionId;
import io.sockee.connection.ManualTimers;
import io.sockee.routing.ValueCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** The sessions of one server, which does nothing by itself: what its threads would do is done when the test says so. */
final class SessionNode {
    static final SessionLimits LIMITS = new SessionLimits(Duration.ofDays(14), Duration.ofDays(365), 10, 1_000, 5, 3);

    /** Runs nothing until it is told to. */
    private static final class Waiting extends AbstractExecutorService {
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private boolean starved;

        @Override
        public void execute(Runnable task) {
            if (starved) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            tasks.add(task);
        }

        @Override
        public void shutdown() {
            runAll();
        }

        void runAll() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return true;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    private final Waiting writer = new Waiting();
    private final ManualTimers timers = new ManualTimers();
    private final Sessions sessions;

    SessionNode(SessionStore store, Clock clock) {
        this(store, clock, SessionLogins.NONE);
    }

    /**
     * @param logins know the users
     */
    SessionNode(SessionStore store, Clock clock, SessionLogins logins) {
        this.sessions = new Sessions(
                LIMITS,
                new SessionCookie("sid", "/", "Lax", Duration.ZERO),
                new Sessions.Parts(
                        store,
                        logins,
                        SessionModules.NONE,
                        new ValueCodec(100),
                        clock,
                        timers,
                        2,
                        writer,
                        Runnable::run));
    }

    Sessions sessions() {
        return sessions;
    }

    /** Whether no thread can be had for writing. */
    void starved(boolean starved) {
        writer.starved = starved;
    }

    /** A session that begins here. */
    LiveSession begin() {
        String id = sessions.live().issued(sessions.newId());
        return sessions.find(id).orElseThrow();
    }

    /** A socket whose client shows the id of a session. */
    SessionSocket resumed(String id) {
        SessionSocket socket = new SessionSocket(new SessionId(id, false));
        sessions.resume(socket.wire(), id, true);
        return socket;
    }

    /** The writer does what it can, once. */
    void write() {
        writer.runAll();
    }

    /** Ten milliseconds go by. */
    void pass() {
        timers.pass(10);
    }

    /** A second goes by, after which what has failed is tried again. */
    void writeAgain() {
        timers.pass(1_001); // the wheel is never early
        writer.runAll();
    }
}
