package io.sockee.session;

import io.sockee.api.RefusedException;
import io.sockee.connection.Timers;
import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.persistence.OutcomeUnknownException;
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
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Takes what has changed in sessions to the store, on one thread of its own: at once when it has nothing to do, and what comes
 * meanwhile together, in one transaction. What cannot be written is tried again each second until it can be. Changes of one session
 * that wait are one change, and no more than {@value #MAX_WAITING} sessions wait: further ones are refused their changes. One that
 * cannot be written while others can waits behind them.
 */
final class SessionWriter {
    /** How many sessions may wait to be written. */
    static final int MAX_WAITING = 10_000;

    private static final int AT_ONCE = 64;
    private static final long RETRY_MILLIS = 1_000;

    /** How long sessions are tried one by one, each of which may wait for as long as the database lets it. */
    private static final Duration ALONE = Duration.ofSeconds(20);

    private static final Logger LOG = System.getLogger(SessionWriter.class.getName());

    private final SessionStore store;
    private final Executor thread;
    private final Timers timers;
    private final InstantSource clock;
    private final LiveSessions live;
    private final int maxPerUser;

    // Guarded by this, as are the next three. A set, so that none is taken twice at a time, which would lose a change.
    private final Set<LiveSession> waiting = new LinkedHashSet<>();
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
            enqueue(session);
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
            beginLater();
        }
    }

    /** Has it tried again in a second. Still running, as it were, so that nobody else begins. */
    private void beginLater() {
        try {
            Timers.Timer unused = timers.scheduleMillis(RETRY_MILLIS, this::begin);
        } catch (RuntimeException | Error e) { // whoever comes next begins
            synchronized (this) {
                running = false;
            }
            throw e;
        }
    }

    private void run() {
        boolean idle = false;
        try {
            boolean good = true;
            while (good && !idle) {
                List<LiveSession> some = next();
                idle = some.isEmpty();
                good = idle || tryWrite(some);
            }
        } finally {
            if (!idle) {
                synchronized (this) {
                    underWay = 0;
                }
                beginLater();
            }
        }
    }

    private synchronized List<LiveSession> next() {
        List<LiveSession> some = new ArrayList<>();
        Iterator<LiveSession> first = waiting.iterator();
        while (some.size() < AT_ONCE && first.hasNext()) {
            some.add(first.next());
            first.remove();
        }
        underWay = some.size();
        running = !some.isEmpty();
        return some;
    }

    private boolean tryWrite(List<LiveSession> some) {
        try {
            return write(some);
        } catch (RuntimeException | Error e) { // a mistake, or no memory: it must not be the end of the writing
            for (LiveSession session : some) {
                if (session.isDirty()) {
                    session.failed(); // if it was written, it is once more, which does no harm
                    enqueue(session);
                }
            }
            LOG.log(Level.ERROR, "The storing of sessions failed and is tried again", e);
            return false;
        }
    }

    /** Writes them together or, when that fails, one by one. False when any of them waits again because of a failure. */
    private boolean write(List<LiveSession> some) {
        List<LiveSession> failed = new ArrayList<>();
        Deque<LiveSession> untried = new ArrayDeque<>(some);
        if (some.size() > 1 && attempt(some, failed).isEmpty()) {
            untried.clear();
        }
        Instant end = clock.instant().plus(ALONE);
        boolean worthwhile = true;
        while (worthwhile && !untried.isEmpty()) {
            LiveSession one = untried.remove();
            Optional<Throwable> failure = attempt(List.of(one), failed);
            if (failure.isPresent()) {
                failed.add(one);
            }
            worthwhile = failure.filter(SessionWriter::isOfAll).isEmpty()
                    && clock.instant().isBefore(end);
        }
        untried.forEach(this::enqueue);
        failed.forEach(this::enqueue); // behind the others, which can be written, perhaps
        return failed.isEmpty();
    }

    /** Whether the next one would fail, too: one session may be at fault by itself. */
    private static boolean isOfAll(Throwable failure) {
        return failure instanceof DatabaseUnavailableException || failure instanceof OutcomeUnknownException;
    }

    /**
     * Writes sessions with one commit.
     *
     * @param failed gets those that are stored, of which what follows failed: they have to be written again
     * @return why none could be written
     */
    private Optional<Throwable> attempt(List<LiveSession> some, List<LiveSession> failed) {
        List<Written> results;
        try {
            // Changes may come meanwhile: they are made under the session's monitor, as this is.
            List<Write> writes = some.stream().map(LiveSession::take).toList();
            results = store.write(writes, clock.instant(), maxPerUser);
        } catch (RuntimeException | Error e) {
            some.forEach(LiveSession::failed);
            told(e);
            return Optional.of(e);
        }
        told(null);
        for (int i = 0; i < some.size(); i++) {
            LiveSession session = some.get(i);
            try {
                follow(session, results.get(i));
            } catch (RuntimeException | Error e) { // those behind it have to be told
                LOG.log(Level.ERROR, "What follows the storing of a session failed", e);
                session.failed();
                if (session.isDirty()) {
                    failed.add(session);
                }
            }
        }
        return Optional.empty();
    }

    private void follow(LiveSession session, Written result) {
        boolean more = session.written(result);
        if (more) {
            enqueue(session);
        }
        Stored stored = result.stored();
        if (stored != null) {
            live.inPlaceOf(session, stored.digest()).ifPresent(present -> present.learn(stored));
        }
        if (!more) {
            live.settled(session);
        }
    }

    /** It has something to write. If that is so still, it has kept its place. */
    private synchronized void enqueue(LiveSession session) {
        boolean unused = waiting.add(session);
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
