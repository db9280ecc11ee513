package io.sockee.session;

import io.sockee.api.RefusedException;
import io.sockee.identity.Bulkhead;
import io.sockee.session.SessionStore.Stored;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds sessions by the ids that clients bring: among those in use, and in the store, which is not asked by too many at a time.
 * Safe for any thread; says where it blocks.
 */
final class SessionSearch {
    private static final Logger LOG = System.getLogger(SessionSearch.class.getName());
    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * A session that was found by an id.
     *
     * @param digest of the id that it had at that moment
     * @param user who was logged in at it at that moment
     */
    record Found(LiveSession session, String digest, Optional<SessionUser> user) {}

    private final Sessions sessions;
    private final LiveSessions live;
    private final SessionStore store;
    private final Bulkhead lookups;

    /**
     * @param lookups how many looks at the store may be under way at a time
     */
    SessionSearch(Sessions sessions, SessionStore store, int lookups) {
        this.sessions = sessions;
        this.live = sessions.live();
        this.store = store;
        this.lookups = new Bulkhead(lookups, PATIENCE);
    }

    /**
     * The session of an id, used from now on: {@link LiveSessions#release} has to follow. Blocks.
     *
     * @throws RefusedException when the store cannot be asked
     */
    Optional<Found> look(String id) {
        String digest = Sessions.digest(id);
        LiveSession present = live.use(digest).orElse(null);
        if (present != null) {
            return seen(present, digest, null);
        }
        if (live.isWorthless(digest)) {
            return Optional.empty();
        } else if (live.isIssued(digest)) { // and so not stored
            return seen(live.use(digest, null, () -> new LiveSession(sessions, id)), digest, null);
        }
        return stored(digest).flatMap(stored -> {
            LiveSession session = live.use(digest, stored.row(), () -> new LiveSession(sessions, id, stored));
            session.refresh(stored);
            return seen(session, digest, stored);
        });
    }

    /** A session that is in use, if the id is its own still; else it is released. */
    private Optional<Found> seen(LiveSession session, String digest, @Nullable Stored stored) {
        Optional<LiveSession.Seen> seen = session.seen(digest, stored);
        if (seen.isEmpty()) {
            live.release(session);
        }
        return seen.map(now -> new Found(session, now.digest(), now.user()));
    }

    /** Whether a session of that id is stored, as far as is known. Blocks. */
    boolean isStored(String id) {
        String digest = Sessions.digest(id);
        return !live.isWorthless(digest) && stored(digest).isPresent();
    }

    private Optional<Stored> stored(String digest) {
        try {
            return lookups.pass(() -> store.find(digest)).filter(this::isInTime);
        } catch (RefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "A session could not be looked for: {0}", e.toString());
            throw RefusedException.retryAfter("The database is not available. Try again later.", AWAY);
        }
    }

    private boolean isInTime(Stored stored) {
        Instant now = sessions.now();
        return stored.state().used().plus(sessions.limits().idle()).isAfter(now)
                && stored.state().created().plus(sessions.limits().lifetime()).isAfter(now);
    }
}
