package io.sockee.action;

import io.sockee.connection.Timers;
import java.util.Optional;

/**
 * Watches whether somebody is known still whom the container has authenticated: is told of a logout where that is noticed, and looks
 * now and then, since of other ends nothing tells. Any thread; does not block.
 */
final class Look {
    private final ContainerLogin login;
    private final Timers timers;
    private final long pause;
    private final Runnable ended;
    // All guarded by this.
    private Timers.Timer next = () -> {};
    private Runnable unwatched = () -> {};
    private boolean over;

    private Look(ContainerLogin login, Timers timers, long pause, Runnable ended) {
        this.login = login;
        this.timers = timers;
        this.pause = pause;
        this.ended = ended;
    }

    /**
     * Somebody is known as long as the login is good.
     *
     * @param pause milliseconds between two looks
     */
    static Callers.Standing standing(ContainerLogin login, Timers timers, long pause) {
        return new Callers.Standing(Optional.empty(), ended -> {
            Look look = new Look(login, timers, pause, ended);
            look.begin();
            return look::end;
        });
    }

    private void begin() {
        Runnable watch = login.whenLoggedOut(this::loggedOut);
        synchronized (this) {
            if (!over) {
                unwatched = watch;
                next = timers.scheduleMillis(pause, this::look);
                return;
            }
        }
        watch.run(); // it has ended meanwhile
    }

    private void look() {
        if (!login.isStill()) {
            loggedOut();
            return;
        }
        synchronized (this) {
            if (!over) {
                next = timers.scheduleMillis(pause, this::look);
            }
        }
    }

    private void loggedOut() {
        if (end()) {
            ended.run();
        }
    }

    /** Ends the watch; whether this was the first time. */
    private boolean end() {
        Runnable watch;
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
            next.cancel();
            watch = unwatched;
        }
        watch.run();
        return true;
    }
}
