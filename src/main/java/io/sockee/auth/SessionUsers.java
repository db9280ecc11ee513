package io.sockee.auth;

import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.identity.Login;
import io.sockee.routing.Caller;
import io.sockee.session.LiveSession;
import io.sockee.session.SessionLogins;
import io.sockee.socket.WireSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Sockee's own users at sessions: who logs in at a socket is logged in at its session, as long as the login is good. */
@ApplicationScoped
public class SessionUsers implements SessionLogins {
    private static final Logger LOG = System.getLogger(SessionUsers.class.getName());

    private final Auth auth;
    private final SocketLogin login;
    private final LiveLogins live;

    @Inject
    public SessionUsers(Auth auth, SocketLogin login, LiveLogins live) {
        this.auth = auth;
        this.login = login;
        this.live = live;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected SessionUsers() {
        this(null, null, null);
    }

    @Override
    public Optional<Login> login(long number) {
        return auth.isOn() ? auth.identity().logins().see(number) : Optional.empty();
    }

    @Override
    public Runnable watch(long number, Runnable ended) {
        return live.watch(number, ended);
    }

    @Override
    public boolean resume(WireSocket socket, long number) {
        Optional<Login> good = login(number);
        good.ifPresent(found -> login.begin(socket, found));
        return good.isPresent();
    }

    @Override
    public void resume(WireSocket socket, User user, Optional<Duration> left) {
        login.begin(socket, user, left);
    }

    /** Somebody has logged in at a socket, and so at its session. */
    public static void loggedIn(Socket socket, Login login) {
        loggedIn(socket, (wire, session) -> session.login(wire, login.user(), login.id()));
    }

    /**
     * The same of somebody who is not known by a login of Sockee's.
     *
     * @param until when that is over, if it will be
     */
    public static void loggedIn(Socket socket, User user, Optional<Instant> until) {
        loggedIn(
                socket,
                (wire, session) -> until.ifPresentOrElse(
                        time -> session.login(wire, user, time), () -> session.login(wire, user)));
    }

    /** When too much waits to be stored: the login has begun all the same, and what was there before it has to be of no use to it. */
    private static void loggedIn(Socket socket, BiConsumer<WireSocket, LiveSession> login) {
        LiveSession session = session(socket).orElse(null);
        if (session == null || !(socket instanceof WireSocket wire)) {
            return;
        }
        try {
            login.accept(wire, session);
        } catch (RefusedException e) {
            LOG.log(Level.WARNING, "Somebody has logged in without a session: {0}", e.text());
            Optional<User> user = wire.user();
            session.abandon(wire);
            user.ifPresent(wire::logIn); // what has begun stays
        }
    }

    /** Somebody has logged out at a socket, and so at its session, if that is the same user's. */
    static void loggedOut(Socket socket, String name) {
        session(socket)
                .filter(session -> session.user()
                        .filter(user -> user.name().equalsIgnoreCase(name))
                        .isPresent())
                .ifPresent(session -> unlessRefused(session::logout));
    }

    /** When too much waits to be stored: the login has ended all the same, and a session is no longer good than that. */
    private static void unlessRefused(Runnable change) {
        try {
            change.run();
        } catch (RefusedException e) {
            LOG.log(Level.WARNING, "Somebody has logged out, and the session does not know: {0}", e.text());
        }
    }

    private static Optional<LiveSession> session(Socket socket) {
        return socket instanceof Caller caller
                ? caller.session().filter(LiveSession.class::isInstance).map(LiveSession.class::cast)
                : Optional.empty();
    }
}
