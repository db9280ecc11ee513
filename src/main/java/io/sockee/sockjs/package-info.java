/**
 * SockJS 0.3.3: paths, frames, the forms of answers, and the session state machine, over WebSocket and over the transports that
 * emulate it.
 *
 * <p>Pure Java: no container types, no I/O, no clock. The adapters to the container implement {@link
 * io.sockee.sockjs.SockJsResponse} and {@link io.sockee.connection.WebSocketChannel}, and carry out an {@link
 * io.sockee.sockjs.Answer}.
 */
@NullMarked
package io.sockee.sockjs;

import org.jspecify.annotations.NullMarked;
