package io.sockee.engineio;

import io.sockee.connection.CloseReason;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Frame;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Timers;
import io.sockee.connection.WebSocketChannel;
import io.sockee.websocket.CloseCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sessions of one Engine.IO path, and the rules by which requests reach them. Safe for any thread. */
public final class EngineServer {
    private final EngineSettings settings;
    private final Timers timers;
    private final Executor executor;
    private final Supplier<String> sids;
    private final Function<? super EngineSession, ConnectionListener> protocol;
    private final EngineEvents events;
    private final List<EngineVersion> versions;
    private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param executor runs inputs of connections that wait after a thread has run its share (see {@code Mailbox})
     * @param sids makes session ids: secrets, of at least 120 random bits, fit for a URL and for JSON as they are
     * @param protocol what runs on top: called once for each new connection, before anything is received on it
     */
    public EngineServer(
            EngineSettings settings,
            Timers timers,
            Executor executor,
            Supplier<String> sids,
            Function<? super EngineSession, ConnectionListener> protocol,
            EngineEvents events) {
        this(settings, timers, executor, sids, protocol, events, false);
    }

    /**
     * The same.
     *
     * @param allowsVersion3 whether clients may also speak version 3, and do so unless they ask for version 4
     */
    public EngineServer(
            EngineSettings settings,
            Timers timers,
            Executor executor,
            Supplier<String> sids,
            Function<? super EngineSession, ConnectionListener> protocol,
            EngineEvents events,
            boolean allowsVersion3) {
        this(
                settings,
                timers,
                executor,
                sids,
                protocol,
                events,
                allowsVersion3 ? List.of(EngineIo4.INSTANCE, EngineIo3.INSTANCE) : List.of(EngineIo4.INSTANCE));
    }

    /**
     * A server of other versions of Engine.IO.
     *
     * @param versions those that clients may ask for, at least one
     */
    EngineServer(
            EngineSettings settings,
            Timers timers,
            Executor executor,
            Supplier<String> sids,
            Function<? super EngineSession, ConnectionListener> protocol,
            EngineEvents events,
            List<EngineVersion> versions) {
        this.versions = List.copyOf(versions);
        this.settings = settings;
        this.timers = timers;
        this.executor = executor;
        this.sids = sids;
        this.protocol = protocol;
        this.events = events;
    }

    /** The frame by which a binary message goes to clients of version 3. */
    public static Frame.Binary version3Frame(byte[] message) {
        return EngineIo3.INSTANCE.frame(message);
    }

    public EngineSettings settings() {
        return settings;
    }

    /** The timers of these connections. */
    public Timers timers() {
        return timers;
    }

    /** Runs inputs of connections that wait after a thread has run its share. */
    public Executor executor() {
        return executor;
    }

    ConnectionListener accept(EngineSession session) {
        return protocol.apply(session);
    }

    /**
     * Why a request must be refused, or nothing when it may go on. The order of the checks is that of the official server:
     * clients rely on which error they get. A refusal is told to the {@link EngineEvents}.
     */
    public Optional<EngineError> check(EngineRequest request) {
        return check(request, Optional::empty).map(EngineRefusal::error);
    }

    /**
     * The same, where the application has a word in it.
     *
     * @param guard asked when everything but the version is right with a request that would begin a session: why it may not, in words
     *     for the client, or nothing
     */
    public Optional<EngineRefusal> check(EngineRequest request, Supplier<Optional<String>> guard) {
        EngineRefusal refusal = firstRefusal(request, guard);
        if (refusal != null) {
            events.refused(refusal.error());
        }
        return Optional.ofNullable(refusal);
    }

    private @Nullable EngineRefusal firstRefusal(EngineRequest request, Supplier<Optional<String>> guard) {
        EngineError error = firstError(request);
        if (error != null) {
            return EngineRefusal.of(error);
        }
        if (request.sid() != null && !request.sid().isEmpty()) {
            return null;
        }
        Optional<String> refused = guard.get();
        if (refused.isPresent()) {
            return new EngineRefusal(EngineError.FORBIDDEN, refused.get());
        }
        if (version(request.eio()).isPresent()) {
            return null;
        }
        if (EngineIo3.INSTANCE.number().equals(request.eio())) {
            events.version3Refused();
        }
        return EngineRefusal.of(EngineError.UNSUPPORTED_PROTOCOL);
    }

    private @Nullable EngineError firstError(EngineRequest request) {
        Transport transport = Transport.named(request.transport()).orElse(null);
        if (transport == null || !settings.transports().contains(transport)) {
            return EngineError.TRANSPORT_UNKNOWN;
        }
        if (request.origin() != null && !isHeaderText(request.origin())) {
            return EngineError.BAD_REQUEST;
        }
        return request.sid() == null || request.sid().isEmpty()
                ? handshakeError(request, transport)
                : sessionError(request, request.sid(), transport);
    }

    private @Nullable EngineError sessionError(EngineRequest request, String sid, Transport transport) {
        EngineSession session = sessions.get(sid);
        if (session == null) {
            return EngineError.SESSION_UNKNOWN;
        }
        // A session that is polling is named by its polls, and by WebSockets that want to take it over; another one by
        // the latter alone.
        boolean fits = request.upgrade() ? transport == Transport.WEBSOCKET : transport == Transport.POLLING;
        boolean polls = session.currentTransport() == Transport.POLLING;
        if (!fits || !(polls || request.upgrade()) || !session.version().isMeantBy(request.eio())) {
            return EngineError.BAD_REQUEST;
        }
        return request.originAllowed() ? null : EngineError.FORBIDDEN;
    }

    private @Nullable EngineError handshakeError(EngineRequest request, Transport transport) {
        if (!request.method().equals("GET")) {
            return EngineError.BAD_HANDSHAKE_METHOD;
        }
        if ((transport == Transport.WEBSOCKET) != request.upgrade()) {
            return EngineError.BAD_REQUEST;
        }
        return request.originAllowed() ? null : EngineError.FORBIDDEN;
    }

    private Optional<EngineVersion> version(@Nullable String eio) {
        for (EngineVersion version : versions) {
            if (version.isMeantBy(eio)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /** Tab, the visible characters of Latin-1, nothing else. */
    private static boolean isHeaderText(String value) {
        return value.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c <= 0xff && c != 0x7f));
    }

    /** The session of an id, while it lives. */
    public Optional<EngineSession> session(@Nullable String sid) {
        return sid == null ? Optional.empty() : Optional.ofNullable(sessions.get(sid));
    }

    /** How many sessions live. */
    public int size() {
        return sessions.size();
    }

    /**
     * Begins a session over polling. When the server has been closed, the session is answered and then closed.
     *
     * @param reply makes the reply for the handshake, given the session's id; called once, on this thread
     */
    public EngineSession openPolling(HandshakeRequest handshake, Function<String, PollingReply> reply) {
        String sid = newSid();
        return openPolling(handshake, sid, () -> reply.apply(sid))
                .orElseThrow(() -> new IllegalStateException("The ids of sessions are not random."));
    }

    /**
     * The same, with an id that somebody else has made.
     *
     * @param reply makes the reply for the handshake; called once, on this thread, when the session begins
     * @return nothing when the id is that of another session: none has begun
     */
    public Optional<EngineSession> openPolling(HandshakeRequest handshake, String sid, Supplier<PollingReply> reply) {
        Optional<EngineSession> opened = open(handshake, sid, Transport.POLLING);
        opened.ifPresent(session -> {
            session.polling().open(reply.get());
            closeIfStopped(session);
        });
        return opened;
    }

    /** An id for a session that is about to begin. */
    public String newSid() {
        return sids.get();
    }

    /**
     * A WebSocket has been opened: it begins a session, or wants to take over the one that its request names. It is closed
     * when there is no such session any more.
     *
     * @param sid the id for a session that begins with it, from {@link #newSid()} or made by somebody else; not used when the request names one
     * @return what the adapter tells of each message and of the end; nothing when the WebSocket has been closed
     */
    public Optional<EngineWebSocket> webSocket(HandshakeRequest handshake, String sid, WebSocketChannel channel) {
        String asked = handshake.query().get("sid");
        if (asked == null || asked.isEmpty()) {
            EngineSession session = open(handshake, sid, Transport.WEBSOCKET).orElse(null);
            if (session == null) {
                channel.close(CloseCode.POLICY, EngineError.BAD_REQUEST.message());
                return Optional.empty();
            }
            EngineWebSocket opened = session.webSockets().open(taking(handshake, session, channel));
            closeIfStopped(session);
            return Optional.of(opened);
        }
        Optional<EngineWebSocket> probe =
                session(asked).map(session -> session.webSockets().probe(taking(handshake, session, channel)));
        if (probe.isEmpty()) { // it has ended since the request was checked
            channel.close(CloseCode.POLICY, EngineError.SESSION_UNKNOWN.message());
        }
        return probe;
    }

    /** The channel of a request that may say that its client takes text alone. */
    private static WebSocketChannel taking(HandshakeRequest request, EngineSession session, WebSocketChannel channel) {
        return EngineSession.takesTextAlone(request) ? new Base64Channel(channel, session.version()) : channel;
    }

    /** Begins a session, unless there is one of that id: then nothing of it is left. */
    private Optional<EngineSession> open(HandshakeRequest handshake, String sid, Transport transport) {
        if (sessions.containsKey(sid)) {
            return Optional.empty();
        }
        // The request has been checked; who opens a session past that gets the first version.
        EngineVersion version = version(handshake.query().get("EIO")).orElse(versions.get(0));
        EngineSession session = new EngineSession(sid, this, version, handshake, transport);
        if (sessions.putIfAbsent(sid, session) != null) {
            session.execute(() -> session.end(CloseReason.FORCED_CLOSE)); // it came a moment later
            return Optional.empty();
        }
        events.opened(handshake);
        return Optional.of(session);
    }

    private void closeIfStopped(EngineSession session) {
        if (closed) {
            session.close(CloseReason.SERVER_SHUTTING_DOWN);
        }
    }

    void remove(EngineSession session) {
        if (sessions.remove(session.sid(), session)) {
            events.closed(session.handshake());
        }
    }

    /** Tells the transport of each connection. */
    public void transports(Consumer<String> to) {
        sessions.values().forEach(session -> to.accept(session.transport()));
    }

    EngineEvents events() {
        return events;
    }

    /** Closes all sessions; those that are opened later are closed at once. */
    public void close() {
        closed = true;
        if (sessions.isEmpty()) {
            return; // and a class that was never used need not be loaded, which may be too late
        }
        sessions.values().forEach(session -> session.close(CloseReason.SERVER_SHUTTING_DOWN));
    }
}
