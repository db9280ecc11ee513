package io.sockee.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.sockee.api.Socket;
import io.sockee.connection.HandshakeRequest;
import io.sockee.identity.Seen;
import io.sockee.socket.Admission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Logs a socket in by the token that its client brings along with the handshake. A token that is past its time is renewed only
 * when nobody has refused the client.
 */
@ApplicationScoped
public class TokenAdmission {
    private final Auth auth;
    private final SocketLogin login;

    /** How a token comes along. */
    public enum Source {
        /** In the auth payload: {@code {name, token}}. */
        PAYLOAD,
        /** In the header {@code Authorization: Bearer token} of the first request. */
        HEADER,
        /** In the query of the first request: {@code name=…&token=…}. */
        QUERY
    }

    private record Found(@Nullable String name, String token) {
        @Override
        public String toString() {
            return "a token";
        }
    }

    @Inject
    public TokenAdmission(Auth auth, SocketLogin login) {
        this.auth = auth;
        this.login = login;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected TokenAdmission() {
        this(null, null);
    }

    /**
     * The link of the admission that looks for tokens.
     *
     * @param sources where to look, in this order: the first token that is found counts
     */
    public Admission from(List<Source> sources) {
        return from(sources, token -> false);
    }

    /**
     * The same.
     *
     * @param foreign whether a token is another link's, by its form
     */
    public Admission from(List<Source> sources, Predicate<String> foreign) {
        List<Source> looked = List.copyOf(sources);
        return (namespace, handshake, payload) -> looked.stream()
                .map(source -> found(source, handshake, payload))
                .flatMap(Optional::stream)
                .filter(found -> !foreign.test(found.token()))
                .findFirst()
                .map(token -> socket -> look(socket, token));
    }

    private static Optional<Found> found(Source source, HandshakeRequest handshake, @Nullable String payload) {
        return switch (source) {
            case PAYLOAD -> ofPayload(payload);
            case HEADER -> ofHeader(handshake);
            case QUERY -> ofQuery(handshake);
        };
    }

    private CompletionStage<Admission.Entry> look(Socket socket, Found token) {
        Seen seen = auth.identity().logins().see(token.name(), token.token());
        login.begin(socket, seen.login());
        return seen.isPending() ? CompletableFuture.completedStage(in -> settle(in, token)) : Admission.Step.LOOKED;
    }

    /** Nobody has refused the client: it gets its new token, if the old one is past its time. */
    private CompletionStage<?> settle(Socket socket, Found token) {
        Object unused = auth.check(Optional.of(socket), token.name(), token.token());
        return Admission.Entry.DONE;
    }

    /** The token of an auth payload; nothing unless name and token are texts: another payload is the application's own. */
    private static Optional<Found> ofPayload(@Nullable String payload) {
        if (payload == null || !payload.contains("token")) {
            return Optional.empty();
        }
        JsonNode user = AuthRequest.read(payload);
        return user.path("name").isTextual() && user.path("token").isTextual()
                ? Optional.of(new Found(
                        user.path("name").textValue(), user.path("token").textValue()))
                : Optional.empty();
    }

    private static Optional<Found> ofHeader(HandshakeRequest handshake) {
        List<String> headers = handshake.headers().getOrDefault("authorization", List.of());
        return headers.stream()
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .findFirst()
                .map(header -> new Found(null, header.substring(7).strip()));
    }

    private static Optional<Found> ofQuery(HandshakeRequest handshake) {
        String name = handshake.query().get("name");
        String token = handshake.query().get("token");
        return name == null || token == null ? Optional.empty() : Optional.of(new Found(name, token));
    }
}
