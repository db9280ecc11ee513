package io.sockee.action;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Knows who sends a request, by its header {@code Authorization}. Safe for any thread. */
public interface Callers {

    /** Knows nobody. */
    Callers NOBODY = new Callers() {
        @Override
        public boolean knows(String authorization) {
            return false;
        }

        @Override
        public Known of(String authorization, String address) {
            throw new RefusedException("Nobody is known here.");
        }

        @Override
        public String challenge() {
            return "Bearer";
        }

        @Override
        public String challengeAfter(String authorization) {
            return challenge();
        }
    };

    /**
     * Somebody who is known.
     *
     * @param renewed the token that takes the place of the one that came, if that was past its time
     * @param standing until when, for answers that last
     */
    record Known(User user, Optional<String> renewed, Standing standing) {
        /** Somebody who stays known. */
        public Known(User user, Optional<String> renewed) {
            this(user, renewed, Standing.LASTING);
        }

        @Override
        public String toString() {
            return user.toString();
        }
    }

    /**
     * Until when somebody is known.
     *
     * @param left how long, where that ends by itself
     * @param watch has a task run, at most once, when it ends before; the task that it gives back ends the watch. Does not block
     */
    record Standing(Optional<Duration> left, UnaryOperator<Runnable> watch) {
        /** For ever. */
        public static final Standing LASTING = new Standing(Optional.empty());

        /** One that ends by itself, if at all. */
        public Standing(Optional<Duration> left) {
            this(left, ended -> () -> {});
        }
    }

    /** Whether a header is to be looked at: others say nothing here. Does not block. */
    boolean knows(String authorization);

    /**
     * Finds out who it is. May block.
     *
     * @param address of the client
     * @throws RefusedException when it is nobody, or nobody can tell at the moment
     */
    Known of(String authorization, String address);

    /** What {@code WWW-Authenticate} says to somebody who is not known. */
    String challenge();

    /** The same to somebody who has sent a header that was refused. */
    String challengeAfter(String authorization);
}
