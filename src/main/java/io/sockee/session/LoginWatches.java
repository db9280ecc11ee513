package io.sockee.session;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Tasks that are run when a session's user is not the one who is logged in any more. Guarded by the session. */
final class LoginWatches {
    private final Set<Watch> watches = new HashSet<>(0);
    private final Consumer<Runnable> soon;

    /**
     * @param soon runs a task by another thread, or later: not at once
     */
    LoginWatches(Consumer<Runnable> soon) {
        this.soon = soon;
    }

    /** Not a record: the same task may be there twice. */
    private static final class Watch {
        private final Runnable ended;

        Watch(Runnable ended) {
            this.ended = ended;
        }
    }

    /**
     * A task waits, or is run soon when it has nothing to wait for.
     *
     * @param present who is logged in
     * @param user whose end it waits for
     * @return ends the wait; also under the session's monitor
     */
    Runnable add(Optional<SessionUser> present, SessionUser user, Runnable ended) {
        Watch watch = new Watch(ended);
        if (isSame(present, Optional.of(user))) {
            watches.add(watch);
        } else {
            soon.accept(ended);
        }
        return () -> watches.remove(watch);
    }

    /** Somebody has logged in or out, perhaps. */
    void follow(Optional<SessionUser> before, Optional<SessionUser> after) {
        if (!watches.isEmpty() && !isSame(before, after)) {
            watches.forEach(watch -> soon.accept(watch.ended));
            watches.clear();
        }
    }

    private static boolean isSame(Optional<SessionUser> one, Optional<SessionUser> other) {
        return one.isPresent() ? other.filter(one.get()::isSame).isPresent() : other.isEmpty();
    }
}
