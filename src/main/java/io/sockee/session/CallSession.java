package io.sockee.session;

import io.sockee.api.Session;
import io.sockee.api.User;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.HandshakeRequest.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The session of one call over HTTP: looked for when the call brings an id, made when the call asks for a session. The answer tells
 * the client the id, if that is not the one it brought and there is something in the session. Safe for any thread.
 */
public final class CallSession implements AutoCloseable {
    /** The header by which clients without cookies bring ids and get them. */
    public static final String HEADER = "Sockee-Session";

    private final Sessions sessions;
    private final SessionLogins logins;
    private final HandshakeRequest request;
    private final boolean byHeader;
    private final boolean mayHaveCookie;
    private final @Nullable String brought;
    private @Nullable LiveSession session; // guarded by this, as are the next three
    private @Nullable SessionUser known;
    private @Nullable Instant until; // null: as long as nothing ends it
    private boolean closed;

    CallSession(
            Sessions sessions,
            SessionLogins logins,
            HandshakeRequest request,
            boolean mayHaveCookie,
            @Nullable String token) {
        this.sessions = sessions;
        this.logins = logins;
        this.request = request;
        this.byHeader = token != null;
        this.mayHaveCookie = mayHaveCookie;
        this.brought = token != null
                ? (Sessions.isId(token) ? token : null)
                : request.session()
                        .filter(id -> !id.issued())
                        .map(SessionId::id)
                        .orElse(null);
    }

    /** Whether the call brings an id, so that {@link #look} has something to look for. */
    public boolean isBrought() {
        return brought != null;
    }

    /**
     * Looks for the session of the id that the call brings. Blocks.
     *
     * @return the user who is logged in at it
     * @throws io.sockee.api.RefusedException when that cannot be told at the moment
     */
    public Optional<User> look() {
        SessionSearch.Found found =
                brought == null ? null : sessions.search().look(brought).orElse(null);
        if (found == null) {
            return Optional.empty();
        }
        boolean kept = false;
        try {
            Optional<User> user = user(found);
            kept = user.isPresent() || found.user().isEmpty() || expired(found);
            if (kept) {
                found.session().use(sessions.now());
            }
            return kept ? user : Optional.empty();
        } finally {
            if (kept) {
                keep(found.session());
            } else {
                sessions.live().release(found.session());
            }
        }
    }

    /** Ends the session of a user who is not logged in any more; false when somebody has logged in or out meanwhile. */
    private static boolean expired(SessionSearch.Found found) {
        return found.session().expireIf(found.user().orElseThrow()).isPresent();
    }

    private Optional<User> user(SessionSearch.Found found) {
        SessionUser user = found.user().orElse(null);
        if (user == null) {
            return Optional.empty();
        }
        Long number = user.login();
        if (number == null) {
            return known(user, Optional.ofNullable(user.until())).filter(one -> !user.isPast(sessions.now()));
        }
        return logins.login(number)
                .flatMap(login ->
                        known(user, login.left().map(left -> sessions.now().plus(left))));
    }

    private synchronized Optional<User> known(SessionUser user, Optional<Instant> end) {
        known = user;
        until = end.orElse(null);
        return Optional.of(user.user());
    }

    /** How long the user whom {@link #look} has found is known, where that ends by itself. */
    public synchronized Optional<Duration> left() {
        return Optional.ofNullable(until).map(end -> Duration.between(sessions.now(), end));
    }

    /**
     * Has a task run, once, when the user whom {@link #look} has found is not logged in at the session any more, or the login has
     * ended; on any thread. Called before {@link #close}, which must not come before the watch has been ended.
     *
     * @param ended must not block
     * @return ends the watch
     */
    public Runnable watch(Runnable ended) {
        LiveSession used;
        SessionUser user;
        synchronized (this) {
            used = session;
            user = known;
        }
        if (used == null || user == null) {
            return () -> {};
        }
        AtomicBoolean told = new AtomicBoolean();
        Runnable once = () -> {
            if (told.compareAndSet(false, true)) {
                ended.run();
            }
        };
        Runnable atSession = used.watch(user, once);
        Long login = user.login();
        Runnable atLogin = login == null ? () -> {} : logins.watch(login, once);
        return () -> {
            atSession.run();
            atLogin.run();
        };
    }

    private synchronized LiveSession keep(LiveSession one) {
        LiveSession present = session;
        if (present != null || closed) {
            sessions.live().release(one);
        }
        if (present == null) {
            session = one;
            return one;
        }
        return present;
    }

    /** The session; made if there is none. Does not block. */
    public Session get() {
        synchronized (this) {
            if (session != null) {
                return session;
            }
        }
        String id = sessions.newId();
        return keep(sessions.live().use(Sessions.digest(id), null, () -> new LiveSession(sessions, id)));
    }

    /** A header of an answer. */
    public record Told(String header, String value) {}

    /** What the answer has to tell the client, if anything. */
    public Optional<Told> told() {
        LiveSession used;
        synchronized (this) {
            used = session;
        }
        if (used == null
                || !(byHeader || mayHaveCookie)
                || (brought != null && used.isCalled(brought))
                || !used.isWorthKeeping()) {
            return Optional.empty();
        }
        String id = used.id();
        return Optional.of(
                byHeader
                        ? new Told(HEADER, id)
                        : new Told("Set-Cookie", sessions.door().header(id, request.secure())));
    }

    /** The call has ended. */
    @Override
    public void close() {
        LiveSession used;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            used = session;
        }
        if (used != null) {
            sessions.live().release(used);
        }
    }
}
