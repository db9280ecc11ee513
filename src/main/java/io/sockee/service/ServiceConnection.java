package io.sockee.service;

import io.sockee.api.SockJsConnection;
import io.sockee.api.User;
import io.sockee.connection.CloseReason;
import io.sockee.routing.Caller;
import io.sockee.routing.ScopedSocket;
import io.sockee.sockjs.SockJsSession;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A SockJS connection, as the application sees it, and as the caller of its service. */
final class ServiceConnection implements SockJsConnection, Caller {
    /** What a close frame of a WebSocket holds besides the code. */
    private static final int LONGEST_REASON = 123;

    /** Those that SockJS servers pass on: none with secrets. */
    private static final Set<String> SHOWN = Set.of(
            "referer",
            "x-client-ip",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-cluster-client-ip",
            "via",
            "x-real-ip",
            "x-forwarded-proto",
            "x-ssl",
            "dnt",
            "host",
            "user-agent",
            "accept-language");

    private final ServiceServer server;
    private final Service service;
    private final SockJsSession session;
    private final String id;
    private volatile boolean closed;

    ServiceConnection(ServiceServer server, Service service, SockJsSession session, String id) {
        this.server = server;
        this.service = service;
        this.session = session;
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ReadyState readyState() {
        ReadyState state = ReadyState.valueOf(session.state().name());
        return closed && state == ReadyState.OPEN ? ReadyState.CLOSING : state;
    }

    @Override
    public void send(String message) {
        if (readyState() != ReadyState.OPEN) {
            String why = "The connection " + id + " of " + prefix() + " is closed: nothing can be sent on it any more.";
            throw closed ? new IllegalStateException(why) : new GoneException(this, why);
        }
        server.gate().pass(() -> session.send(message));
    }

    @Override
    public void close(int status, String reason) {
        if (status != 1000 && (status < 3000 || status > 4999)) {
            throw new IllegalArgumentException("The status must be 1000, or from 3000 to 4999, not " + status + ".");
        }
        if (reason.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
            throw new IllegalArgumentException("The reason may have " + LONGEST_REASON + " bytes in UTF-8, no more.");
        }
        closed = true;
        server.behindSends(() -> session.close(status, reason));
    }

    /** Closes with a message that may be longer than a reason. */
    void refuse(String message) {
        String reason = message;
        while (reason.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
            reason = reason.substring(0, reason.offsetByCodePoints(reason.length(), -1));
        }
        close(3000, reason);
    }

    /** Closes since more calls wait than may. */
    void closeFull() {
        closed = true;
        session.close(CloseReason.CALL_QUEUE_FULL);
    }

    @Override
    public String remoteAddress() {
        return address();
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> shown = new HashMap<>(session.handshake().headers());
        shown.keySet().retainAll(SHOWN);
        return Map.copyOf(shown);
    }

    @Override
    public String url() {
        return session.handshake().url();
    }

    @Override
    public String prefix() {
        return service.options().value();
    }

    @Override
    public String protocol() {
        return session.transport();
    }

    @Override
    public Optional<User> user() {
        return Optional.empty();
    }

    @Override
    public String address() {
        return session.handshake().address();
    }

    @Override
    public String sessionId() {
        return id;
    }

    @Override
    public String transport() {
        return session.transport();
    }

    @Override
    public @Nullable ScopedSocket socket() {
        return null;
    }

    /** Without url and headers, which may hold secrets. */
    @Override
    public String toString() {
        return "SockJS connection " + id + " of " + prefix();
    }
}
