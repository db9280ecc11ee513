package io.sockee.session;

import io.sockee.api.RefusedException;
import io.sockee.connection.Timers;
import io.sockee.session.SessionStore.Stored;
import io.sockee.session.SessionStore.Write;
import io.sockee.session.SessionStore.Written;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Takes what has changed in sessions to the store, on one thread of its own: at once when it has nothing to do, and what comes
 * meanwhile together, in one transaction. What cannot be written is tried again each second until it can be. Changes of one session
 * that wait are one change, and no more than {@value #MAX_WAITING} sessions wait: further ones are refused their changes.
 */
final class SessionWriter {
    /** How many sessions may wait to be written. */
    static final int MAX_WAITING = 10_000;

    private static final int AT_ONCE = 64;
    private static final long RETRY_MILLIS = 1_000;
    private static final Logger LOG = System.getLogger(SessionWriter.class.getName());

    private final SessionStore store;
    private final Executor thread;
    private final Timers timers;
    private final InstantSource clock;
    private final LiveSessions live;
    private final int maxPerUser;

    private final Queue<LiveSession> waiting = new ArrayDeque<>(); // guarded by this, as are the next three
    private boolean running; // a run is under way, or will come
    private int underWay; // are being written; 0 when those wait again
    private boolean failing; // so that a failure is told once, and not each second

    /**
     * @param thread where to write; it takes one task at a time from here
     * @param maxPerUser how many sessions a user may be logged in at
     */
    SessionWriter(
            SessionStore store,
            Executor thread,
            Timers timers,
            InstantSource clock,
            LiveSessions live,
            int maxPerUser) {
        this.store = store;
        this.thread = thread;
        this.timers = timers;
        this.clock = clock;
        this.live = live;
        this.maxPerUser = maxPerUser;
    }

    /**
     * A session has something to write, which had nothing. Called before it changes, so that a change can be refused; does not
     * block.
     *
     * @throws RefusedException when too many wait already
     */
    void add(LiveSession session) {
        synchronized (this) {
            if (waiting.size() >= MAX_WAITING) {
                throw RefusedException.retryAfter(
                        "Too many changes of sessions wait for the database.", Duration.ofSeconds(5));
            }
            waiting.add(session);
            if (running) {
                return;
            }
            running = true;
        }
        begin();
    }

    synchronized boolean hasRoom() {
        return waiting.size() < MAX_WAITING / 2;
    }

    private void begin() {
        try {
            thread.execute(this::run);
        } catch (RejectedExecutionException e) { // the application has ended: close() tells what is lost
            synchronized (this) {
                running = false;
            }
        } catch (Error e) { // no thread can be had: perhaps later
            told(e);
            Timers.Timer unused = timers.scheduleMillis(RETRY_MILLIS, this::begin);
        }
    }

    private void run() {
        List<LiveSession> some = next();
        while (!some.isEmpty()) {
            if (!write(some)) {
                synchronized (this) {
                    underWay = 0;
                }
                Timers.Timer unused = timers.scheduleMillis(RETRY_MILLIS, this::begin);
                return; // still running, as it were, so that nobody else begins
            }
            some = next();
        }
    }

    private synchronized List<LiveSession> next() {
        List<LiveSession> some = new ArrayList<>();
        while (some.size() < AT_ONCE && !waiting.isEmpty()) {
            some.add(waiting.remove());
        }
        underWay = some.size();
        running = !some.isEmpty();
        return some;
    }

    /** Writes them together or, when that fails, one by one. False when any of them waits again because of a failure. */
    private boolean write(List<LiveSession> some) {
        if (some.size() > 1 && attempt(some)) {
            return true;
        }
        int failures = 0;
        for (LiveSession one : some) {
            if (failures > 1 || !attempt(List.of(one))) { // one may be at fault by itself; more than one are not
                failures++;
                again(one);
            }
        }
        return failures == 0;
    }

    private boolean attempt(List<LiveSession> some) {
        // Called before what is to be written has come, perhaps: a change is made under the session's monitor, as is
        // this.
        List<Write> writes = some.stream().map(LiveSession::take).toList();
        Instant now = clock.instant();
        List<Written> results;
        try {
            results = store.write(writes, now, maxPerUser);
        } catch (RuntimeException | Error e) {
            some.forEach(LiveSession::failed);
            told(e);
            return false;
        }
        told(null);
        for (int i = 0; i < some.size(); i++) {
            LiveSession session = some.get(i);
            boolean more = session.written(results.get(i));
            Stored stored = results.get(i).stored();
            if (stored != null) {
                live.inPlaceOf(session, stored.digest()).ifPresent(present -> present.learn(stored));
            }
            if (more) {
                again(session);
            } else {
                live.settled(session);
            }
        }
        return true;
    }

    /** It has something to write still, for which it has kept its place. */
    private synchronized void again(LiveSession session) {
        waiting.add(session);
    }

    private void told(@Nullable Throwable failure) {
        boolean before;
        synchronized (this) {
            before = failing;
            failing = failure != null;
        }
        if (failure != null && !before) {
            LOG.log(
                    Level.WARNING,
                    "Sessions cannot be stored at the moment, which is tried again each second: {0}",
                    failure.toString());
        } else if (failure == null && before) {
            LOG.log(Level.INFO, "Sessions are stored again.");
        }
    }

    /** Has what waits written at once, and not only when the next attempt is due: the application ends. Does not block. */
    void writeLast() {
        begin();
    }

    /** Tells what is lost; when the writer's thread has ended, or is not waited for any longer. */
    void close() {
        int left;
        synchronized (this) {
            left = waiting.size() + underWay;
        }
        if (left > 0) {
            LOG.log(Level.WARNING, "The last changes of {0} sessions could not be stored and are lost.", left);
        }
    }
}
