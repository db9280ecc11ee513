package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import io.sockee.engineio.EngineServer;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * An upgrade under way: what the {@link UpgradeAdapter}, which sees the request, tells the WebSocket, which does not see it.
 *
 * @param server has the session
 * @param closers runs closes, which may block for some seconds
 * @param sid the id for the session, if one begins with this WebSocket
 * @param compressed whether compression has been agreed on
 * @param cookie the value of {@code Set-Cookie} that tells the client the id, if a cookie is wanted
 */
record Upgrading(
        EngineServer server,
        Executor closers,
        HandshakeRequest handshake,
        String sid,
        boolean compressed,
        Optional<String> cookie) {

    Upgrading(EngineServer server, Executor closers, HandshakeRequest handshake, String sid, Optional<String> cookie) {
        this(server, closers, handshake, sid, false, cookie);
    }

    /** The same with compression. */
    Upgrading withCompression() {
        return new Upgrading(server, closers, handshake, sid, true, cookie);
    }
}
