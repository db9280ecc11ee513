package io.sockee.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How a socket came to be.
 *
 * @param url path and query of the first request
 * @param query its query parameters, the last value of each
 * @param headers its headers by lower-case name, without those that only concern the transport of the request, such as
 *     {@code connection}, {@code upgrade} and {@code sec-websocket-key}
 * @param address the client's address
 * @param secure whether it came over TLS
 * @param crossOrigin whether it had a header {@code Origin}
 * @param issued when it came
 * @param auth the auth payload, an empty object when there is none
 */
public record Handshake(
        String url,
        Map<String, String> query,
        Map<String, List<String>> headers,
        String address,
        boolean secure,
        boolean crossOrigin,
        Instant issued,
        Json auth) {

    /** Only what may be shown anywhere: queries, headers and the auth payload may hold secrets. */
    @Override
    public String toString() {
        return "handshake from " + address;
    }
}
