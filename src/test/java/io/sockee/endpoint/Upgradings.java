package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import io.sockee.engineio.EngineServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Upgrades of requests that no test has to send. */
final class Upgradings {
    private Upgradings() {}

    /** An upgrade that begins a session of Engine.IO. */
    static Upgrading of(EngineServer server) {
        HandshakeRequest handshake =
                new HandshakeRequest("/socket.io/", Map.of(), Map.of(), "192.0.2.1", false, false, 0, Optional.empty());
        return Upgrading.of(server, server.executor(), handshake, "sid", List.of());
    }
}
