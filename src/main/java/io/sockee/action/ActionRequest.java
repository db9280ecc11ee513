package io.sockee.action;

import io.sockee.connection.HandshakeRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of an action over HTTP.
 *
 * @param action the name of the action, with dots
 * @param request address, headers, and whom the container has authenticated
 * @param query the request's query as it came; null when there is none
 * @param named the values of the query, by name
 * @param trusted whether it may have cookies, as it comes from no page or from one that is trusted
 * @param body the JSON of the body; null when the arguments are in the query
 * @param login by which the container has authenticated the caller, if it has
 * @param origin what was going on when the request came; null where nobody traces
 */
public record ActionRequest(
        String action,
        HandshakeRequest request,
        @Nullable String query,
        Map<String, String> named,
        boolean trusted,
        @Nullable String body,
        ContainerLogin login,
        @Nullable Origin origin) {

    /** A call of somebody who stays known. */
    public ActionRequest(
            String action,
            HandshakeRequest request,
            @Nullable String query,
            Map<String, String> named,
            boolean trusted,
            @Nullable String body) {
        this(action, request, query, named, trusted, body, ContainerLogin.LASTING, null);
    }

    public ActionRequest {
        named = Map.copyOf(named);
    }

    /** The header by which the caller may be known, if there is one. */
    Optional<String> authorization() {
        return request.headers().getOrDefault("authorization", List.of()).stream()
                .findFirst();
    }

    /** The id of a session that the request brings in a header of its own, if it does. */
    Optional<String> sessionToken() {
        return request.headers().getOrDefault("sockee-session", List.of()).stream()
                .findFirst();
    }

    /** Without arguments and headers, which may hold secrets. */
    @Override
    public String toString() {
        return "call of " + action;
    }
}
