/**
 * The WebSocket protocol (RFC 6455) for a server: frames from bytes and to bytes, and what may be written when.
 *
 * <p>Pure Java: no container types, no I/O, no clock. The one extension is permessage-deflate (RFC 7692).
 */
@NullMarked
package io.sockee.websocket;

import org.jspecify.annotations.NullMarked;
