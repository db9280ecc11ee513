package io.sockee.conformance.clients;

import io.sockee.api.Handshake;
import io.sockee.api.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A handshake as servers for Node.js show it. */
record Shown(
        String url,
        Map<String, String> query,
        Map<String, String> headers,
        String address,
        boolean secure,
        boolean xdomain,
        long issued,
        String time,
        Json auth) {

    static Shown of(Handshake handshake) {
        Map<String, String> headers = new HashMap<>();
        handshake.headers().forEach((name, values) -> headers.put(name, joined(values)));
        return new Shown(
                handshake.url(),
                handshake.query(),
                headers,
                handshake.address(),
                handshake.secure(),
                handshake.crossOrigin(),
                handshake.issued().toEpochMilli(),
                handshake.issued().toString(),
                handshake.auth());
    }

    private static String joined(List<String> values) {
        return String.join(", ", values);
    }
}
