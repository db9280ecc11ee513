package io.sockee.authentication;

import io.sockee.api.Authenticated;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.auth.SessionUsers;
import io.sockee.auth.SocketLogin;
import io.sockee.session.LiveSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The authentication modules, once the application has started. Blocks as long as a module does; safe for any thread. */
@ApplicationScoped
public class AuthenticationModules {
    private final SocketLogin login;
    private volatile @Nullable Modules modules;
    private volatile Clock clock = Clock.systemUTC();

    @Inject
    public AuthenticationModules(SocketLogin login) {
        this.login = login;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected AuthenticationModules() {
        this(null);
    }

    /** Begins; called once, when the application has started. */
    public void begin(Modules with, Clock time) {
        clock = time;
        modules = with;
    }

    /** Whether there is a module of that name. */
    boolean has(String name) {
        Modules present = modules;
        return present != null && present.has(name);
    }

    private Modules present() {
        Modules present = modules;
        if (present == null) {
            throw new RefusedException("There are no authentication modules here.");
        }
        return present;
    }

    /**
     * Finds out who the client of a socket is; the socket belongs to that user from now on, until that is past its time. Called in
     * the context of the socket.
     *
     * @param parameters JSON, as the client sent it
     * @return who it is
     * @throws RefusedException when it is nobody who may come in; then the socket is as before
     */
    public Authenticated authenticate(Socket socket, String module, String parameters, String address) {
        return known(socket, module, parameters, address).who();
    }

    private Module.Known known(Socket socket, String module, String parameters, String address) {
        Module.Known known = login.spared(() -> present().authenticate(module, parameters, address));
        if (known.login().isPresent()) {
            login.begin(socket, known.login().get());
        } else {
            login.begin(socket, known.who().user(), left(known.who()));
        }
        return known;
    }

    /** The same, and the user is logged in at the socket's session as well, where it has one. */
    Authenticated authenticateSession(Socket socket, String module, String parameters, String address) {
        Module.Known known = known(socket, module, parameters, address);
        if (known.login().isPresent()) {
            SessionUsers.loggedIn(socket, known.login().get());
        } else {
            SessionUsers.loggedIn(socket, known.who().user(), known.who().expires());
        }
        return known.who();
    }

    /**
     * Finds out who the client of a session is, in a call of that client; the user is logged in there.
     *
     * @param socket the one that calls; empty for a call over HTTP
     * @param parameters JSON
     * @throws RefusedException when it is nobody who may come in; then the session is as before
     */
    public Authenticated authenticate(
            LiveSession session, Optional<Socket> socket, String module, String parameters, String address) {
        if (socket.isPresent()) {
            return authenticateSession(socket.get(), module, parameters, address);
        }
        Module.Known known = present().authenticate(module, parameters, address);
        Authenticated who = known.who();
        known.login()
                .ifPresentOrElse(
                        login -> session.login(null, login.user(), login.id()),
                        () -> who.expires()
                                .ifPresentOrElse(
                                        until -> session.login(null, who.user(), until),
                                        () -> session.login(null, who.user())));
        return who;
    }

    /** How long somebody is known; empty where that does not end by itself. */
    Optional<Duration> left(Authenticated who) {
        return who.expires().map(time -> Duration.between(clock.instant(), time));
    }

    /**
     * Finds out who sends a request.
     *
     * @param parameters JSON
     * @throws RefusedException when it is nobody who may come in
     */
    public Authenticated verify(String module, String parameters, String address) {
        return present().verify(module, parameters, address);
    }

    /** Has a token of Sockee's looked up, unless too many before from the same address were no good. */
    <T> T countedToken(String address, Supplier<T> work) {
        return present().counted("token", address, work);
    }
}
