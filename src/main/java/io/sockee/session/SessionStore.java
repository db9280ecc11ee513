package io.sockee.session;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where sessions are kept. All methods may block, and throw an exception when the store cannot be reached. Safe for any thread.
 * {@code SessionStoreSuite} is what any implementation has to pass.
 */
public interface SessionStore {

    /**
     * A session as it is stored.
     *
     * @param row its number, which stays while its id changes
     * @param digest of its id
     * @param version grows with each change
     */
    record Stored(long row, String digest, long version, SessionState state) {
        /** Its number and version. */
        Version at() {
            return new Version(row, version);
        }
    }

    /**
     * Changes of one session.
     *
     * @param ends former sessions that end with it
     * @param row the session's number; null when it has not been stored, as far as is known: it is then looked for by its digest
     * @param digest of its id
     * @param moved whether it has this id from now on; otherwise a stored one keeps the id that it has
     * @param created when it began, for one that is not stored yet
     */
    record Write(
            List<End> ends, @Nullable Long row, String digest, boolean moved, Instant created, SessionChange change) {
        public Write {
            ends = List.copyOf(ends);
        }

        /** Whether it logs somebody in at what is another user's. */
        boolean takesFrom(SessionState stored) {
            Optional<SessionUser> user = change.user().flatMap(said -> said);
            return user.isPresent()
                    && stored.user()
                            .filter(present -> !present.isSame(user.get()))
                            .isPresent();
        }
    }

    /**
     * A session that ends.
     *
     * @param row its number; null when it is not known
     * @param digest of its id, which counts when the number is not known
     */
    record End(@Nullable Long row, String digest) {}

    /**
     * What has become of a write.
     *
     * @param stored the session with all changes, also those of others; null when there is none
     * @param gone whether the session had been stored and has been ended by somebody else
     */
    record Written(@Nullable Stored stored, boolean gone) {}

    /** A number and a version. */
    record Version(long row, long version) {}

    /** The session with an id, whether or not it is past its time. */
    Optional<Stored> find(String digest);

    /** The session with a number. */
    Optional<Stored> read(long row);

    /**
     * Makes all of these changes or, when it throws, none, or it is not known: they may then be made again. A session without
     * anything in it is not stored for the first time. When somebody logs in at a session at which another user has logged in
     * elsewhere meanwhile, that session ends, and the changes are those of a new one, under a number of its own: what is somebody's
     * becomes nobody else's.
     *
     * @param most how many sessions a user may be logged in at; those that were unused longest end
     * @return for each write what has become of it, in the same order
     */
    List<Written> write(List<Write> writes, Instant now, int most);

    /** Those of the given sessions that are there, with their versions. */
    Map<Long, Long> versions(Collection<Long> rows);

    /** The sessions that have changed since a time, at most so many, the last first. */
    List<Version> changedSince(Instant time, int most);

    /** Removes sessions that were last used, or began, before a time; at most so many. Returns how many there were. */
    int purge(Instant usedBefore, Instant createdBefore, int most);
}
