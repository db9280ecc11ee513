/**
 * Engine.IO v4: packets, payloads, handshake rules and the session state machine, over HTTP long-polling and
 * WebSocket.
 *
 * <p>Pure Java. The container's half is behind two small ports, {@link io.sockee.engineio.PollingReply} and {@link
 * io.sockee.engineio.WebSocketChannel}.
 */
@NullMarked
package io.sockee.engineio;

import org.jspecify.annotations.NullMarked;
