package io.sockee.session;

import io.sockee.socket.WireSocket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Logs in the sockets of sessions, each in its own turn; a socket stays only if the login is good. Safe for any thread. */
final class LoggedInSockets {
    private static final Logger LOG = System.getLogger(LoggedInSockets.class.getName());

    private final SessionLogins logins;
    private final Supplier<Instant> clock;

    /**
     * @param logins know Sockee's own users
     */
    LoggedInSockets(SessionLogins logins, Supplier<Instant> clock) {
        this.logins = logins;
        this.clock = clock;
    }

    /** Whether a login is good; then it is the socket's own, which ends with it. May block for the database. */
    boolean isGood(WireSocket socket, SessionUser user) {
        Long login = user.login();
        if (login != null) {
            return logins.resume(socket, login);
        }
        boolean good = !user.isPast(clock.get());
        if (good) {
            Optional<Duration> left =
                    Optional.ofNullable(user.until()).map(until -> Duration.between(clock.get(), until));
            logins.resume(socket, user.user(), left);
        }
        return good;
    }

    /** Logs in a socket of a session at which somebody has logged in. */
    void logIn(WireSocket socket, SessionUser user) {
        socket.logIn(user.user());
        try { // in the socket's own turn, as that has to be its context
            Object unused = socket.after(Duration.ZERO, () -> confirm(socket, user));
        } catch (IllegalStateException e) { // it has too many timers: it is logged in when it connects again
            LOG.log(Level.DEBUG, "A socket of a session could not be logged in: {0}", e.getMessage());
            socket.disconnect();
        }
    }

    /** The socket stays only if the login is good, and the session still has it when that is known. */
    private void confirm(WireSocket socket, SessionUser user) {
        boolean sure = false;
        try {
            sure = !isStill(socket, user) || (isGood(socket, user) && isBacked(socket, user));
        } finally {
            if (!sure) {
                socket.disconnect();
            }
        }
    }

    /** Whether the session has the user still or, if not, the socket neither. */
    private static boolean isBacked(WireSocket socket, SessionUser user) {
        return isOfSession(socket, user)
                || socket.user()
                        .filter(present -> present.id().equals(user.user().id()))
                        .isEmpty();
    }

    private static boolean isOfSession(WireSocket socket, SessionUser user) {
        return socket.keptSession() instanceof LiveSession session
                && session.sessionUser().filter(user::equals).isPresent();
    }

    /** Whether nobody else has logged in at the socket or its session since, nor the same user in another way. */
    private static boolean isStill(WireSocket socket, SessionUser user) {
        return socket.user().filter(user.user()::equals).isPresent() && isOfSession(socket, user);
    }
}
