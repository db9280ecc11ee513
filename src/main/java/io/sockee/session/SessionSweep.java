package io.sockee.session;

import io.sockee.session.SessionStore.Version;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What sessions have done now and then. Each method blocks, is for one thread at a time, and throws nothing. */
public final class SessionSweep {
    private static final Logger LOG = System.getLogger(SessionSweep.class.getName());

    /** How many sessions a look compares in any case. When no more are in use here, it compares all. */
    private static final int SLICE = 500;

    /** How many changes of other nodes a look takes notice of, besides. */
    private static final int MOST_CHANGES = 5_000;

    /** How late other nodes' clocks and commits may be. */
    private static final Duration LATENESS = Duration.ofSeconds(10);

    private static final int PURGED_AT_ONCE = 500;
    private static final int PURGES = 100;

    private final Sessions sessions;
    private final SessionStore store;
    private Instant looked = Instant.MIN;
    private List<Long> round = List.of(); // those that have still to be compared
    private int turn;

    SessionSweep(Sessions sessions, SessionStore store) {
        this.sessions = sessions;
        this.store = store;
    }

    /** Takes over what other nodes have changed in sessions that are in use here; to be called several times a second. */
    public void look() {
        try {
            lookNow();
        } catch (RuntimeException | Error e) { // the database is away, which has been told: nothing can have changed
            LOG.log(Level.DEBUG, "It is not known which sessions have changed: {0}", e.toString());
        }
    }

    private void lookNow() {
        Map<Long, LiveSession> live = sessions.live().stored();
        Instant now = sessions.now();
        if (live.size() > SLICE && looked.isAfter(now.minus(LATENESS))) {
            for (Version changed : store.changedSince(looked.minus(LATENESS), MOST_CHANGES)) {
                LiveSession session = live.get(changed.row());
                if (session != null) {
                    compare(session, changed);
                }
            }
        }
        looked = now;
        compareSlice(live);
    }

    private void compareSlice(Map<Long, LiveSession> live) {
        if (turn >= round.size()) {
            round = new ArrayList<>(live.keySet());
            turn = 0;
        }
        List<Long> slice = round.subList(turn, Math.min(turn + SLICE, round.size()));
        turn += SLICE;
        Map<Long, Long> versions = store.versions(slice);
        for (Long row : slice) {
            LiveSession session = live.get(row);
            Long version = versions.get(row);
            if (session == null) {
                continue; // nobody uses it any more
            }
            if (version == null) {
                session.gone(row).run();
            } else {
                compare(session, new Version(row, version));
            }
        }
    }

    private void compare(LiveSession session, Version now) {
        boolean changed = session.stored()
                .filter(here -> here.row() == now.row() && here.version() < now.version())
                .isPresent();
        if (changed) {
            store.read(now.row()).ifPresent(session::refresh);
        }
    }

    /** Notes that sessions are in use, and ends those that have been there for too long; to be called each minute or so. */
    public void noteUse() {
        Instant now = sessions.now();
        for (LiveSession session : sessions.live().all()) {
            try {
                if (session.isPast(now)) {
                    session.expire();
                } else if (session.hasSockets()) {
                    session.use(now);
                }
            } catch (RuntimeException | Error e) { // too much waits for the database, say: another time
                LOG.log(Level.DEBUG, "The use of a session was not noted: {0}", e.toString());
            }
        }
    }

    /** Removes sessions that are past their time, slice by slice. */
    public void purge() {
        Instant now = sessions.now();
        SessionLimits limits = sessions.limits();
        try {
            int removed = PURGED_AT_ONCE;
            for (int i = 0; i < PURGES && removed == PURGED_AT_ONCE; i++) {
                removed = store.purge(now.minus(limits.idle()), now.minus(limits.lifetime()), PURGED_AT_ONCE);
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "Sessions that are past their time could not be removed: {0}", e.toString());
        }
    }
}
