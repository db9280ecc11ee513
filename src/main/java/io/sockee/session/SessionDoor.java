package io.sockee.session;

import io.sockee.api.RefusedException;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.HandshakeRequest.SessionId;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** How requests over HTTP come by the ids of their sessions: by cookies. Safe for any thread. */
public final class SessionDoor {
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Executor pool;

    /**
     * @param pool runs what blocks; refuses when too much waits
     */
    SessionDoor(Sessions sessions, SessionCookie cookie, Executor pool) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.pool = pool;
    }

    /**
     * A request that opens a connection.
     *
     * @param request with its session
     * @param setCookie the value of {@code Set-Cookie} for its answer, if there has to be one
     */
    public record Opening(HandshakeRequest request, Optional<String> setCookie) {}

    /** A request with the session that its cookie names. */
    public HandshakeRequest recognized(HandshakeRequest request) {
        return cookie.in(request)
                .map(id -> request.with(new SessionId(id, false)))
                .orElse(request);
    }

    /** A request that opens a connection: when it brings no id, its answer brings one. Does not block. */
    public Opening opening(HandshakeRequest request) {
        return request.session().isPresent() ? new Opening(request, Optional.empty()) : issuing(request);
    }

    private Opening issuing(HandshakeRequest request) {
        String id = sessions.live().issued(sessions.newId());
        return new Opening(request.with(new SessionId(id, true)), Optional.of(cookie.header(id, request.secure())));
    }

    /**
     * The same, but an id that nobody knows any more is replaced. One that is known is not set again, nor is one replaced from which
     * somebody has just logged in or out: the browser may have another by the time at which it reads this answer. Does not block.
     *
     * @param then run once, on this thread or on the pool
     */
    public void openingChecked(HandshakeRequest request, Consumer<Opening> then) {
        String id = request.session().map(SessionId::id).orElse(null);
        if (id == null) {
            then.accept(issuing(request));
            return;
        } else if (sessions.live().isKnown(Sessions.digest(id))
                || sessions.live().isWorthless(Sessions.digest(id))) {
            then.accept(opening(request));
            return;
        }
        try {
            pool.execute(() -> then.accept(checked(request, id)));
        } catch (RejectedExecutionException e) { // it is found out when the socket comes in
            then.accept(opening(request));
        }
    }

    private Opening checked(HandshakeRequest request, String id) {
        boolean known;
        try {
            known = sessions.search().isStored(id);
        } catch (RuntimeException | Error e) { // the database is away, which will be told
            return opening(request);
        }
        return known ? opening(request) : issuing(request);
    }

    /**
     * What becomes of an id that its client has shown to have a cookie for it.
     *
     * @param setCookie the cookie, as the value of {@code Set-Cookie}; empty when nobody knows the id
     * @param later why it cannot be told at the moment; empty when it can
     */
    public record Exchange(Optional<String> setCookie, Optional<String> later) {}

    /** The cookie for a session whose client has shown its id otherwise. Blocks. */
    public Exchange exchange(String id, boolean secure) {
        try {
            boolean known = Sessions.isId(id)
                    && (sessions.live().isKnown(Sessions.digest(id))
                            || sessions.search().isStored(id));
            return new Exchange(known ? Optional.of(cookie.header(id, secure)) : Optional.empty(), Optional.empty());
        } catch (RefusedException e) {
            return new Exchange(Optional.empty(), Optional.of(e.text()));
        }
    }

    /** Runs what blocks. */
    public Executor pool() {
        return pool;
    }

    String header(String id, boolean secure) {
        return cookie.header(id, secure);
    }
}
