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
 */
public record HandshakeRequest(
        String url,
        Map<String, String> query,
        Map<String, List<String>> headers,
        String address,
        boolean secure,
        boolean crossOrigin,
        long issuedMillis,
        Optional<Caller> caller) {

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

    public HandshakeRequest {
        query = Map.copyOf(query);
        Map<String, List<String>> copy = new HashMap<>();
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = Map.copyOf(copy);
    }

    /** The same, of nobody whom the server had authenticated. */
    public HandshakeRequest anonymous() {
        return new HandshakeRequest(url, query, headers, address, secure, crossOrigin, issuedMillis, Optional.empty());
    }

    /** Without query and headers, which may hold secrets. */
    @Override
    public String toString() {
        return "handshake from " + address;
    }
}
