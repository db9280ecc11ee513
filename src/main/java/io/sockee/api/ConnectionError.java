package io.sockee.api;

import java.util.Map;

/**
 * A CDI event: a request to a path of Engine.IO was refused, before there was a connection or in its place. Observers run on the pool,
 * one event after the other, and are told as those of {@link RoomCreated} are, at the same bound.
 *
 * @param code the protocol's code: 0 transport unknown, 1 session ID unknown, 2 bad handshake method, 3 bad request, 4 forbidden, 5
 *     unsupported protocol version
 * @param message what the client was told
 * @param context what the request was: {@code method}, {@code address}, and as far as it has them {@code transport}, {@code EIO} and
 *     {@code origin}. The client's words are cut after 100 chars; they are not to be trusted. No secret is among them
 * @since 0.1
 */
public record ConnectionError(int code, String message, Map<String, String> context) {}
