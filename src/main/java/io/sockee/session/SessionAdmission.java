package io.sockee.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.HandshakeRequest.SessionId;
import io.sockee.socket.Admission;
import io.sockee.socket.WireSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The link of the admission that gives a socket its session back: by the id in the auth payload, {@code {session: id}}, else by that
 * of the cookie. A client that brings none gets a session when one is first asked for.
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
        List<String> ids = new ArrayList<>(2);
        ofPayload(auth).ifPresent(ids::add);
        handshake
                .session()
                .filter(session -> !session.issued())
                .map(SessionId::id)
                .ifPresent(ids::add);
        return ids.isEmpty() ? Optional.empty() : Optional.of(socket -> look(socket, ids));
    }

    private CompletionStage<Entry> look(WireSocket socket, List<String> ids) {
        sessions.resume(socket, ids);
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
