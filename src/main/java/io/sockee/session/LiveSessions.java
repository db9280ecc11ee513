package io.sockee.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that are in use on this node, one object for each, by the digests of their ids; and the ids that were given out and
 * are not stored. Safe for any thread; nothing blocks. There is one lock for all, which is held for a few steps in maps: when a
 * client with a session comes or goes, and when a session is stored for the first time or changes its id.
 */
final class LiveSessions {
    /** How long an id that was given out, and under which nothing is stored, is known; and how many are. */
    private static final Duration KNOWN = Duration.ofHours(1);

    private static final int MAX_KNOWN = 20_000;

    /** How long an id is known to be worth nothing: longer than it takes to store that. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    /** Where a session is found, and how many use it; guarded by the registry. */
    static final class Place {
        private int users;
        private long number; // of those that came to be in use here
        private @Nullable String digest; // null when it is not here
        private @Nullable Long row;
    }

    // All guarded by this. A session whose last user has gone stays until it is stored.
    private final Map<String, LiveSession> byDigest = new HashMap<>();
    private final Map<Long, LiveSession> byRow = new HashMap<>();
    private final NavigableMap<Long, LiveSession> byNumber = new TreeMap<>();
    private long last;

    private final Cache<String, Boolean> issued = Caffeine.newBuilder()
            .executor(Runnable::run) // not on the common pool, which outlives the application
            .maximumSize(MAX_KNOWN)
            .expireAfterAccess(KNOWN)
            .build();

    /** Ids that a session no longer has: the store may not have heard of it. */
    private final Cache<String, Boolean> worthless = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(MAX_KNOWN)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** An id was given out; returns it. */
    String issued(String id) {
        issued.put(Sessions.digest(id), true);
        return id;
    }

    /** Whether a session of that id is in use. */
    boolean has(String id) {
        String digest = Sessions.digest(id);
        synchronized (this) {
            return byDigest.containsKey(digest);
        }
    }

    /** Whether an id was given out lately, and nothing has been stored under it, as far as is known here. */
    boolean isIssued(String digest) {
        return issued.getIfPresent(digest) != null;
    }

    /** Whether an id is worth nothing any more, although the store may still have it. */
    boolean isWorthless(String digest) {
        return worthless.getIfPresent(digest) != null;
    }

    /** Whether a session of that id is in use here, or the id was given out lately. */
    boolean isKnown(String digest) {
        synchronized (this) {
            if (byDigest.containsKey(digest)) {
                return true;
            }
        }
        return isIssued(digest);
    }

    /** One more user of the session that is in use here; each use needs one {@link #release} later. */
    synchronized Optional<LiveSession> use(String digest) {
        LiveSession present = byDigest.get(digest);
        if (present != null) {
            present.place().users++;
        }
        return Optional.ofNullable(present);
    }

    /**
     * The same for a session that has just been read, or begins: the one that is in use here, if it has come to be meanwhile.
     *
     * @param row under which it is stored; null when it is not
     */
    synchronized LiveSession use(String digest, @Nullable Long row, Supplier<LiveSession> fresh) {
        LiveSession present = row == null ? null : byRow.get(row);
        present = present == null ? byDigest.get(digest) : present;
        LiveSession used = present == null ? fresh.get() : present;
        if (present == null) {
            put(used, digest);
            putRow(used, row);
        }
        used.place().users++;
        return used;
    }

    private void put(LiveSession session, String digest) {
        Place place = session.place();
        place.digest = digest;
        if (place.number == 0) {
            place.number = ++last;
        }
        byDigest.put(digest, session);
        byNumber.put(place.number, session);
        issued.invalidate(digest);
    }

    private void putRow(LiveSession session, @Nullable Long row) {
        session.place().row = row;
        if (row != null) {
            byRow.put(row, session);
        }
    }

    /** A user has gone. */
    synchronized void release(LiveSession session) {
        session.place().users--;
        settled(session);
    }

    /** It may have been written: if nobody uses it any more, it is forgotten here. */
    synchronized void settled(LiveSession session) {
        Place place = session.place();
        if (place.users > 0 || session.isDirty() || place.digest == null) {
            return;
        }
        if (place.row == null) {
            issued.put(place.digest, true); // its client may come again before anything is stored
        }
        boolean unused = byDigest.remove(place.digest, session);
        unused = byNumber.remove(place.number, session);
        if (place.row != null) {
            unused = byRow.remove(place.row, session);
        }
        place.digest = null;
        place.row = null;
    }

    /** A session has another id. */
    synchronized void moved(LiveSession session, String before, String now) {
        issued.invalidate(before);
        worthless.put(before, true);
        if (session.place().digest != null) {
            boolean unused = byDigest.remove(before, session);
            put(session, now);
        }
    }

    /**
     * A session is about to change. Who has kept it beyond its use here, such as an answer that comes late, can find it forgotten:
     * it is known again until that is stored, unless another object has its id by now.
     */
    synchronized void changed(LiveSession session, String digest, @Nullable Long row) {
        if (session.place().digest == null
                && !byDigest.containsKey(digest)
                && (row == null || !byRow.containsKey(row))) {
            put(session, digest);
            putRow(session, row);
        }
    }

    /** A session has been stored, whether or not it is in use here. */
    synchronized void stored(LiveSession session, long row, String digest) {
        issued.invalidate(digest);
        if (session.place().digest != null) {
            putRow(session, row);
        }
    }

    /** The one that is in use here under the id of another that is not any more. */
    synchronized Optional<LiveSession> inPlaceOf(LiveSession session, String digest) {
        return Optional.ofNullable(byDigest.get(digest)).filter(present -> present != session);
    }

    /** A session is not stored any more. */
    synchronized void unstored(LiveSession session) {
        Long row = session.place().row;
        if (row != null) {
            boolean unused = byRow.remove(row, session);
            session.place().row = null;
        }
    }

    /**
     * Some of those that are in use, by numbers of their own, which tell nothing else: the last one to come first. A copy.
     *
     * @param before a number; those below it are wanted
     */
    synchronized NavigableMap<Long, LiveSession> before(long before, int most) {
        NavigableMap<Long, LiveSession> some = new TreeMap<>(Comparator.reverseOrder());
        for (Map.Entry<Long, LiveSession> entry :
                byNumber.headMap(before, false).descendingMap().entrySet()) {
            if (some.size() == most) {
                break;
            }
            some.put(entry.getKey(), entry.getValue());
        }
        return some;
    }

    /** All that are in use; a copy. */
    synchronized List<LiveSession> all() {
        return List.copyOf(byDigest.values());
    }

    /** The stored ones by their numbers; a copy. */
    synchronized Map<Long, LiveSession> stored() {
        return Map.copyOf(byRow);
    }

    synchronized int size() {
        return byDigest.size();
    }
}
