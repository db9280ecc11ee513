/**
 * Engine.IO v4: packets, payloads, handshake rules and the session state machine, over HTTP long-polling and
 * WebSocket.
 *
 * <p>Pure Java: no container types, no I/O, no clock. The adapters to the container implement two small interfaces, {@link
 * io.sockee.engineio.PollingReply} and {@link io.sockee.connection.WebSocketChannel}.
 */
@NullMarked
package io.sockee.engineio;

import org.jspecify.annotations.NullMarked;
