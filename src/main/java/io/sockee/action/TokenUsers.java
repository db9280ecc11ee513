package io.sockee.action;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import java.util.Optional;

/** Knows the users of tokens. */
@FunctionalInterface
public interface TokenUsers {

    /**
     * The user of a token.
     *
     * @param renewed the token that takes its place from now on, if it was past its time
     */
    record Known(User user, Optional<String> renewed) {
        @Override
        public String toString() {
            return user.toString();
        }
    }

    /**
     * Finds the user. May block.
     *
     * @throws RefusedException when the token is no good, or nobody can tell at the moment
     */
    Known of(String token);
}
