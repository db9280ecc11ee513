package io.sockee.socket;

import io.sockee.api.Handshake;
import io.sockee.api.Json;
import io.sockee.connection.HandshakeRequest;
import java.time.Instant;

/** The handshake as applications see it: the connection's, and the auth payload of the socket. */
public final class Handshakes {
    private Handshakes() {}

    /** The request alone, before there is an auth payload: that is an empty object. */
    public static Handshake of(HandshakeRequest connection) {
        return of(connection, "{}");
    }

    static Handshake of(HandshakeRequest connection, String auth) {
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
