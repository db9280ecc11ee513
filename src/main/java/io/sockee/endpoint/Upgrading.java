package io.sockee.endpoint;

import io.sockee.connection.HandshakeRequest;
import java.util.Optional;

/**
 * An upgrade under way: what the filter, which sees the request, tells the WebSocket, which does not.
 *
 * @param sid the id that a session has if it begins with this WebSocket
 * @param cookie a header that tells it to the client, if one is wanted
 */
record Upgrading(EngineGateway gateway, HandshakeRequest handshake, String sid, Optional<String> cookie) {}
