package io.sockee.connection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the client said when it opened the connection.
 *
 * @param url path and query, as requested
 * @param query the decoded query parameters, the last value of each
 * @param headers the request's headers by lower-case name, without those that only concern the transport of the request
 * @param address the client's address
 * @param secure whether the request came over TLS
 * @param crossOrigin whether the request had a header {@code Origin}
 * @param issuedMillis when it came, in milliseconds since the epoch
 * @param caller whom the server had authenticated, if anybody
 * @param session the id of the client's real-time session, if the request brought one that may be trusted, or its answer brings one
 */
public record HandshakeRequest(
        String url,
        Map<String, String> query,
        Map<String, List<String>> headers,
        String address,
        boolean secure,
        boolean crossOrigin,
        long issuedMillis,
        Optional<Caller> caller,
        Optional<SessionId> session) {

    /**
     * Whom the server had authenticated.
     *
     * @param roles those of the application's roles that the caller has
     */
    public record Caller(String name, Set<String> roles) {
        public Caller {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * The id of a real-time session: a secret.
     *
     * @param issued whether the client is given it with the answer; else it has brought it along
     */
    public record SessionId(String id, boolean issued) {
        @Override
        public String toString() {
            return "a session id";
        }
    }

    public HandshakeRequest {
        query = Map.copyOf(query);
        Map<String, List<String>> copy = new HashMap<>();
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = Map.copyOf(copy);
    }

    /** A request without a session. */
    public HandshakeRequest(
            String url,
            Map<String, String> query,
            Map<String, List<String>> headers,
            String address,
            boolean secure,
            boolean crossOrigin,
            long issuedMillis,
            Optional<Caller> caller) {
        this(url, query, headers, address, secure, crossOrigin, issuedMillis, caller, Optional.empty());
    }

    /** The same, of nobody whom the server had authenticated, and without a session. */
    public HandshakeRequest anonymous() {
        return new HandshakeRequest(url, query, headers, address, secure, crossOrigin, issuedMillis, Optional.empty());
    }

    /** The same with a session. */
    public HandshakeRequest with(SessionId id) {
        return new HandshakeRequest(
                url, query, headers, address, secure, crossOrigin, issuedMillis, caller, Optional.of(id));
    }

    /** Without query and headers, which may hold secrets. */
    @Override
    public String toString() {
        return "handshake from " + address;
    }
}
