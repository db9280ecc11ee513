package io.sockee.api;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom an {@link AuthenticationModule} knows.
 *
 * @param user who it is. The id tells the user from those of all other modules, too
 * @param info what the client is told besides, in any form that can become JSON; null for nothing
 * @param expires when that is over: then the socket is logged out and disconnected, unless it has authenticated again
 */
public record Authenticated(User user, @Nullable Object info, Optional<Instant> expires) {

    /**
     * Somebody, for as long as the socket lives.
     *
     * @param user who it is
     * @return the result
     */
    public static Authenticated as(User user) {
        return new Authenticated(user, null, Optional.empty());
    }

    /**
     * The same with something that the client is told.
     *
     * @param told in any form that can become JSON
     * @return the result
     */
    public Authenticated telling(Object told) {
        return new Authenticated(user, told, expires);
    }

    /**
     * The same until a time.
     *
     * @param time when it is over
     * @return the result
     */
    public Authenticated until(Instant time) {
        return new Authenticated(user, info, Optional.of(time));
    }

    /** {@return what may be shown to anybody} */
    @Override
    public String toString() {
        return user.toString();
    }
}
