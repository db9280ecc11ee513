package io.sockee.session;

import io.sockee.api.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in at a session.
 *
 * @param login the number of the login among Sockee's own; null for a user who is not known there
 * @param until when the login ends by itself; null when it lasts as long as the session, or as the login with that number
 */
record SessionUser(
        User user, @Nullable Long login, @Nullable Instant until) {

    boolean isPast(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /** Whether it is the same person, perhaps by another login. */
    boolean isSame(SessionUser other) {
        return user.id().equals(other.user.id());
    }
}
