package io.sockee.session;

import io.sockee.api.Handshake;
import io.sockee.api.Json;
import java.time.Instant;

/** The handshake as applications see it: the connection's, and the auth payload of the socket. */
final class Handshakes {
    private Handshakes() {}

    static Handshake of(io.sockee.connection.Handshake connection, String auth) {
        return new Handshake(
                connection.url(),
                connection.query(),
                connection.headers(),
                connection.address(),
                connection.secure(),
                connection.crossOrigin(),
                Instant.ofEpochMilli(connection.issuedMillis()),
                new Json(auth));
    }
}
