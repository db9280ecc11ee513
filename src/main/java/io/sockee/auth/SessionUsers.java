package io.sockee.auth;

import io.sockee.api.Session;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.identity.Login;
import io.sockee.routing.Caller;
import io.sockee.session.LiveSession;
import io.sockee.session.SessionLogins;
import io.sockee.socket.WireSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Sockee's own users at sessions: who logs in at a socket is logged in at its session, as long as the login is good. */
@ApplicationScoped
public class SessionUsers implements SessionLogins {
    private final Auth auth;
    private final SocketLogin login;

    @Inject
    public SessionUsers(Auth auth, SocketLogin login) {
        this.auth = auth;
        this.login = login;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected SessionUsers() {
        this(null, null);
    }

    @Override
    public Optional<User> user(long number) {
        return auth.isOn() ? auth.identity().logins().see(number).map(Login::user) : Optional.empty();
    }

    @Override
    public boolean resume(WireSocket socket, long number) {
        Optional<Login> good = auth.isOn() ? auth.identity().logins().see(number) : Optional.empty();
        good.ifPresent(found -> login.begin(socket, found));
        return good.isPresent();
    }

    /** Somebody has logged in at a socket. */
    static void loggedIn(Socket socket, Login login) {
        session(socket).ifPresent(session -> session.login(login.user(), login.id()));
    }

    /** Somebody logs out at a socket, by the token of a login; whether the session was the same user's is looked at. */
    static void loggedOut(Socket socket, String user) {
        session(socket)
                .filter(session -> session.user()
                        .filter(present -> present.name().equals(user))
                        .isPresent())
                .ifPresent(Session::logout);
    }

    private static Optional<LiveSession> session(Socket socket) {
        return socket instanceof Caller caller
                ? caller.session().filter(LiveSession.class::isInstance).map(LiveSession.class::cast)
                : Optional.empty();
    }
}
