package io.sockee.authentication;

import com.fasterxml.jackson.databind.JsonNode;
import io.sockee.api.Authenticated;
import io.sockee.auth.AuthRequest;
import io.sockee.auth.TokenAdmission.Source;
import io.sockee.connection.HandshakeRequest;
import io.sockee.jwt.Tokens;
import io.sockee.socket.Admission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The link of the admission that lets a module find out who a client is: by the auth payload {@code {module, parameters}}, or by a
 * token of another issuer in the place of one of Sockee's.
 */
@ApplicationScoped
public class ModuleAdmission {
    private final AuthenticationModules modules;

    private record Asked(String module, String parameters) {
        @Override
        public String toString() {
            return "credentials for " + module;
        }
    }

    @Inject
    public ModuleAdmission(AuthenticationModules modules) {
        this.modules = modules;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected ModuleAdmission() {
        this(null);
    }

    /**
     * The link.
     *
     * @param tokens where tokens of other issuers are looked for; nowhere when none are trusted
     */
    public Admission from(List<Source> tokens) {
        List<Source> looked = List.copyOf(tokens);
        return (namespace, handshake, payload) -> asked(payload)
                .or(() -> looked.stream()
                        .map(source -> token(source, handshake, payload))
                        .flatMap(Optional::stream)
                        .filter(Tokens::isToken)
                        .findFirst()
                        .map(token -> new Asked(Modules.JWT, tokenParameters(token))))
                .map(asked -> socket -> {
                    Authenticated unused =
                            modules.authenticate(socket, asked.module(), asked.parameters(), handshake.address());
                    return Admission.Step.LOOKED;
                });
    }

    /** What a module named jwt takes. */
    static String tokenParameters(String token) {
        return AuthRequest.JSON.createObjectNode().put("token", token).toString();
    }

    /** What names no module may be the application's own. */
    private Optional<Asked> asked(@Nullable String payload) {
        if (payload == null || !payload.contains("\"module\"")) {
            return Optional.empty();
        }
        JsonNode sent = AuthRequest.read(payload);
        JsonNode parameters = sent.path("parameters");
        return sent.path("module").isTextual()
                        && (!parameters.isMissingNode()
                                || modules.has(sent.path("module").textValue()))
                ? Optional.of(new Asked(
                        sent.path("module").textValue(), parameters.isMissingNode() ? "{}" : parameters.toString()))
                : Optional.empty();
    }

    private static Optional<String> token(Source source, HandshakeRequest handshake, @Nullable String payload) {
        return switch (source) {
            case PAYLOAD ->
                payload == null || !payload.contains("\"token\"")
                        ? Optional.empty()
                        : Optional.ofNullable(
                                AuthRequest.read(payload).path("token").textValue());
            case HEADER ->
                handshake.headers().getOrDefault("authorization", List.of()).stream()
                        .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                        .findFirst()
                        .map(header -> header.substring(7).strip());
            case QUERY -> Optional.ofNullable(handshake.query().get("token"));
        };
    }
}
