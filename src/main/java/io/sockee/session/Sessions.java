package io.sockee.session;

import io.sockee.api.Session;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.HandshakeRequest.SessionId;
import io.sockee.connection.Timers;
import io.sockee.identity.Token;
import io.sockee.routing.ValueCodec;
import io.sockee.socket.Admission;
import io.sockee.socket.SocketSessions;
import io.sockee.socket.WireSocket;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one node. A client with an id that is known gets its session back; any other gets one with an id that was made
 * for it, when a session is first asked for. Safe for any thread; says where it blocks.
 */
public final class Sessions implements SocketSessions, AutoCloseable {
    /** How long the last changes may take to be written. */
    private static final Duration LAST = Duration.ofSeconds(3);

    /**
     * What sessions need.
     *
     * @param logins know Sockee's own users
     * @param modules find out who clients are
     * @param lookups how many looks at the store may be under way at a time
     * @param writer a thread of their own, which is theirs to end
     * @param pool runs what blocks for the database; refuses when too much waits
     */
    public record Parts(
            SessionStore store,
            SessionLogins logins,
            SessionModules modules,
            ValueCodec codec,
            Clock clock,
            Timers timers,
            int lookups,
            ExecutorService writer,
            Executor pool) {}

    private final SessionLimits limits;
    private final Parts parts;
    private final LiveSessions live = new LiveSessions();
    private final SecureRandom random = new SecureRandom();
    private final SessionSearch search;
    private final LoggedInSockets loggedIn;
    private final SessionWriter writer;
    private final SessionDoor door;
    private final SessionSweep sweep;

    public Sessions(SessionLimits limits, SessionCookie cookie, Parts parts) {
        this.limits = limits;
        this.parts = parts;
        this.loggedIn = new LoggedInSockets(parts.logins(), this::now);
        this.search = new SessionSearch(this, parts.store(), parts.lookups());
        this.writer = new SessionWriter(
                parts.store(), parts.writer(), parts.timers(), parts.clock(), live, limits.maxPerUser());
        this.door = new SessionDoor(this, cookie, parts.pool());
        this.sweep = new SessionSweep(this, parts.store());
    }

    // --- Ids --------------------------------------------------------------------------------------------------

    /** A new id: 256 random bits. */
    String newId() {
        return Token.create(random);
    }

    /** What is stored of an id. */
    static String digest(String id) {
        return Token.digest(id);
    }

    /** Whether a text can be an id at all, so that it is worth looking for. */
    static boolean isId(String text) {
        return Token.isToken(text);
    }

    // --- For its parts ----------------------------------------------------------------------------------------

    LiveSessions live() {
        return live;
    }

    LoggedInSockets loggedIn() {
        return loggedIn;
    }

    SessionWriter writer() {
        return writer;
    }

    SessionLimits limits() {
        return limits;
    }

    SessionModules modules() {
        return parts.modules();
    }

    ValueCodec codec() {
        return parts.codec();
    }

    Instant now() {
        return parts.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** How ids come with requests and go with their answers. */
    public SessionDoor door() {
        return door;
    }

    /** What has to be done now and then. */
    public SessionSweep sweep() {
        return sweep;
    }

    /** A look at those in use here. */
    public SessionDirectory directory() {
        return new SessionDirectory(live);
    }

    /** How many sessions are in use here. */
    public int size() {
        return live.size();
    }

    // --- For sockets ------------------------------------------------------------------------------------------

    /** The link of the admission that gives sockets their sessions back. */
    public Admission admission() {
        return new SessionAdmission(this);
    }

    /**
     * Gives a socket the session of an id, if that is known and the socket has none yet. In the socket's context; blocks.
     *
     * @param knows whether the client has shown the id
     */
    void resume(WireSocket socket, String id, boolean knows) {
        if (socket.keptSession() == null) {
            search.look(id).ifPresent(found -> resume(socket, found, knows));
        }
    }

    private void resume(WireSocket socket, SessionSearch.Found found, boolean knows) {
        LiveSession session = found.session();
        boolean kept = false;
        try {
            Optional<SessionUser> user = found.user();
            boolean good = user.isEmpty() || loggedIn.isGood(socket, user.get());
            Optional<String> digest = good
                    ? Optional.of(found.digest())
                    : session.expireIf(user.get()).map(LiveSession.Seen::digest);
            kept = digest.isPresent()
                    && attach(socket, session, good && knows, digest.get(), good ? user : Optional.empty());
            if (kept) {
                session.use(now());
            } else if (good && user.isPresent()) { // somebody has logged in or out meanwhile: this client has not
                socket.logOut();
            }
        } finally {
            if (!kept) {
                live.release(session);
            }
        }
    }

    /**
     * A session is used by the socket as long as that is there.
     *
     * @param digest of the id by which the socket has come to it
     * @param user who was seen to be logged in at it by then
     * @return false when it has another id by now, or the socket another session: it is not the socket's then, nor released
     */
    private boolean attach(
            WireSocket socket, LiveSession session, boolean knows, String digest, Optional<SessionUser> user) {
        if (!session.attach(socket, knows, digest, user)) {
            return false;
        }
        socket.whenGone(() -> session.detach(socket));
        socket.whenOver(() -> live.release(session)); // the disconnect methods use it, too
        return true;
    }

    @Override
    public Optional<Session> of(WireSocket socket) {
        Session present = socket.keptSession();
        if (present == null) {
            Optional<String> issued =
                    socket.arrival().session().filter(SessionId::issued).map(SessionId::id);
            boolean taken = issued.isPresent() && !live.isKnown(digest(issued.get()));
            if (taken) { // an action may have stored something under it: the one case in which this blocks
                resume(socket, issued.get(), false);
                present = socket.keptSession();
            }
        }
        if (present == null) {
            // Of the id that was issued for this connection, if another namespace of it uses that, or nobody has so
            // far.
            String id = socket.arrival()
                    .session()
                    .filter(SessionId::issued)
                    .map(SessionId::id)
                    .filter(known -> live.isKnown(digest(known)))
                    .orElseGet(this::newId);
            LiveSession session = live.use(digest(id), null, () -> new LiveSession(this, id));
            if (!attach(socket, session, false, digest(id), Optional.empty())) {
                live.release(session); // another call was faster, or somebody has just logged in at it
            }
            present = socket.keptSession();
        }
        return Optional.ofNullable(present);
    }

    /** Ends a socket's connection, but not under the session's monitor: methods of the application may run with that. */
    void endSoon(WireSocket socket) {
        soon(socket::endConnection);
    }

    /** Runs a task, but not under the session's monitor. */
    void soon(Runnable task) {
        Timers.Timer unused = parts.timers().scheduleMillis(1, task);
    }

    // --- Finding them -----------------------------------------------------------------------------------------

    /** As {@link SessionSearch#look}, if only the session is wanted. */
    Optional<LiveSession> find(String id) {
        return search.look(id).map(SessionSearch.Found::session);
    }

    SessionSearch search() {
        return search;
    }

    // --- For calls over HTTP ----------------------------------------------------------------------------------

    /**
     * The session of a call without a socket.
     *
     * @param mayHaveCookie whether its answer may set a cookie
     * @param token an id that it brings along in its own way; null when it brings none
     */
    public CallSession call(HandshakeRequest request, boolean mayHaveCookie, @Nullable String token) {
        return new CallSession(this, parts.logins(), request, mayHaveCookie, token);
    }

    /** Ends: writes what has changed, for some seconds at most, also when the database hangs. Blocks. */
    @Override
    public void close() {
        close(LAST);
    }

    void close(Duration patience) {
        writer.writeLast();
        parts.writer().shutdown();
        boolean ended = false;
        try {
            ended = parts.writer().awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            Object unused = parts.writer().shutdownNow(); // it waits for the database, and nobody waits for it
        }
        writer.close();
    }
}
