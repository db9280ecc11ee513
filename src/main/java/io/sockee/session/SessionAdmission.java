package io.sockee.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.HandshakeRequest.SessionId;
import io.sockee.socket.Admission;
import io.sockee.socket.WireSocket;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The link of the admission that gives a socket its session back: by the id in the auth payload, {@code {session: id}}, else by that
 * of the cookie, or the one that its connection was given. Without any the socket gets a session when one is first asked for.
 */
final class SessionAdmission implements Admission {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIELD = "session";

    private final Sessions sessions;

    SessionAdmission(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<Step> step(String namespace, HandshakeRequest handshake, @Nullable String auth) {
        Optional<String> payload = ofPayload(auth);
        // One that the client has only just been given is not looked for in the store; but other namespaces of this
        // connection, or
        // actions, may use it already.
        Optional<SessionId> arrived =
                handshake.session().filter(id -> !id.issued() || sessions.live().has(id.id()));
        return payload.isEmpty() && arrived.isEmpty()
                ? Optional.empty()
                : Optional.of(socket -> look(socket, payload, arrived));
    }

    private CompletionStage<Entry> look(WireSocket socket, Optional<String> payload, Optional<SessionId> arrived) {
        payload.ifPresent(id -> sessions.resume(socket, id, true));
        arrived.ifPresent(id -> sessions.resume(socket, id.id(), !id.issued()));
        return Step.LOOKED;
    }

    private static Optional<String> ofPayload(@Nullable String auth) {
        if (auth == null || !auth.contains(FIELD)) {
            return Optional.empty();
        }
        try {
            JsonNode id = JSON.readTree(auth).path(FIELD);
            return Optional.ofNullable(id.textValue()).filter(Sessions::isId);
        } catch (JsonProcessingException e) { // it was checked when it came; what has no such field has no session
            return Optional.empty();
        }
    }
}
