package io.sockee.sockjs;

import io.sockee.connection.CloseReason;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.Timers;
import io.sockee.connection.WebSocketChannel;
import io.sockee.connection.WebSocketInput;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** The sessions of one prefix. Safe for any thread. */
public final class SockJsServer {
    private final SockJsSettings settings;
    private final Timers timers;
    private final Executor executor;
    private final Function<SockJsSession, ConnectionListener> protocol;
    private final SockJsEvents events;
    private final MessageReader reader;
    private final RecentMessages recent = new RecentMessages();
    private final Map<String, SockJsSession> sessions = new ConcurrentHashMap<>();
    private final Set<SockJsSession> webSockets = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param executor runs inputs of connections that wait after a thread has run its share (see {@code Mailbox})
     * @param protocol what runs on top: called once for each connection, when it is open and before anything is received on it
     */
    public SockJsServer(
            SockJsSettings settings,
            Timers timers,
            Executor executor,
            Function<SockJsSession, ConnectionListener> protocol,
            SockJsEvents events) {
        this.settings = settings;
        this.timers = timers;
        this.executor = executor;
        this.protocol = protocol;
        this.events = events;
        this.reader = new MessageReader(settings.maxMessages());
    }

    public SockJsSettings settings() {
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

    /** Reads the payloads of clients. */
    public MessageReader reader() {
        return reader;
    }

    /** The frames of messages that the application sends. */
    RecentMessages recent() {
        return recent;
    }

    public SockJsEvents events() {
        return events;
    }

    ConnectionListener accept(SockJsSession session) {
        return protocol.apply(session);
    }

    /** The session of a key, while it lives. */
    public Optional<SockJsSession> session(String key) {
        return Optional.ofNullable(sessions.get(key));
    }

    /** How many sessions live. */
    public int size() {
        return sessions.size() + webSockets.size();
    }

    /**
     * A request wants to receive; one that names no session begins one.
     *
     * @param key the session's id of the path
     */
    public void receive(
            HandshakeRequest handshake, String key, Transport transport, ResponseForm form, SockJsResponse response) {
        SockJsSession session = sessions.get(key);
        if (session == null) {
            SockJsSession opened = new SockJsSession(this, key, handshake, transport);
            SockJsSession other = sessions.putIfAbsent(key, opened);
            session = other == null ? opened : other;
            if (other == null) {
                events.opened(handshake);
            }
        }
        if (session.isOf(handshake.caller())) {
            session.receive(transport, form, response);
        } else {
            session.refuse(transport, form, response);
        }
        closeIfStopped(session);
    }

    /** The client of a request that received has gone, or the end of its answer did not reach it. */
    public void aborted(String key, SockJsResponse response) {
        SockJsSession session = sessions.get(key);
        if (session != null) {
            session.aborted(response);
        }
    }

    /** A WebSocket has been opened: it is a session of its own, whatever id its path names. */
    public WebSocketInput webSocket(HandshakeRequest handshake, boolean raw, WebSocketChannel channel) {
        SockJsSession session =
                new SockJsSession(this, null, handshake, raw ? Transport.WEBSOCKET_RAW : Transport.WEBSOCKET);
        webSockets.add(session);
        events.opened(handshake);
        SockJsWebSocket opened = new SockJsWebSocket(session, channel, raw);
        session.open(opened);
        closeIfStopped(session);
        return opened;
    }

    /** Tells the transport of each connection. */
    public void transports(Consumer<String> to) {
        sessions.values().forEach(session -> to.accept(session.transport()));
        webSockets.forEach(session -> to.accept(session.transport()));
    }

    private void closeIfStopped(SockJsSession session) {
        if (closed) {
            session.close(CloseReason.SERVER_SHUTTING_DOWN);
        }
    }

    void remove(SockJsSession session) {
        String key = session.key();
        boolean removed = key == null ? webSockets.remove(session) : sessions.remove(key, session);
        if (removed) {
            events.closed(session.handshake());
        }
    }

    /** Closes all sessions; those that are opened later are closed at once. */
    public void close() {
        closed = true;
        sessions.values().forEach(session -> session.close(CloseReason.SERVER_SHUTTING_DOWN));
        webSockets.forEach(session -> session.close(CloseReason.SERVER_SHUTTING_DOWN));
    }
}
