package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import java.util.Optional;

/**
 * An upgrade under way: what the {@link UpgradeAdapter}, which sees the request, tells the WebSocket, which does not see it.
 *
 * @param sid the id for the session, if one begins with this WebSocket
 * @param cookie the value of {@code Set-Cookie} that tells the client the id, if a cookie is wanted
 */
record Upgrading(EngineGateway gateway, HandshakeRequest handshake, String sid, Optional<String> cookie) {}
