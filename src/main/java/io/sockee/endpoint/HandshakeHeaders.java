package io.sockee.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The headers of a handshake, which are kept as long as the connection. Those that only move the message from one host to the
 * next say nothing about the client: they are left out. A usual name is one string for all connections.
 */
final class HandshakeHeaders {
    /** Of the connection, of the body, and of the upgrade; but not the subprotocol, which the client chooses. */
    private static final Set<String> OF_THE_TRANSPORT = Set.of(
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "content-length",
            "expect",
            "upgrade",
            "upgrade-insecure-requests",
            "sec-websocket-key",
            "sec-websocket-version",
            "sec-websocket-extensions");

    private static final Map<String, String> USUAL = Stream.of(
                    "accept",
                    "accept-encoding",
                    "accept-language",
                    "authorization",
                    "cache-control",
                    "cookie",
                    "forwarded",
                    "host",
                    "origin",
                    "pragma",
                    "referer",
                    "sec-ch-ua",
                    "sec-ch-ua-mobile",
                    "sec-ch-ua-platform",
                    "sec-fetch-dest",
                    "sec-fetch-mode",
                    "sec-fetch-site",
                    "user-agent",
                    "x-forwarded-for",
                    "x-forwarded-host",
                    "x-forwarded-port",
                    "x-forwarded-proto",
                    "x-real-ip")
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Function.identity()));

    private HandshakeHeaders() {}

    /** The values by lower-case name. */
    static Map<String, List<String>> of(HttpServletRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OF_THE_TRANSPORT.contains(lower)) {
                headers.put(USUAL.getOrDefault(lower, lower), values(request, name));
            }
        }
        return headers;
    }

    /** The values without the blanks around them (RFC 9110, section 5.5), which Open Liberty leaves at the end. */
    private static List<String> values(HttpServletRequest request, String name) {
        Enumeration<String> lines = request.getHeaders(name);
        if (!lines.hasMoreElements()) {
            return List.of();
        }
        String first = lines.nextElement().strip();
        if (!lines.hasMoreElements()) {
            return List.of(first);
        }
        List<String> values = new ArrayList<>(List.of(first));
        lines.asIterator().forEachRemaining(value -> values.add(value.strip()));
        return List.copyOf(values);
    }
}
