package io.sockee.engineio;

import org.jspecify.annotations.Nullable;

/**
 * What the handshake rules look at in a request.
 *
 * @param method the HTTP method
 * @param transport the parameter {@code transport}
 * @param eio the parameter {@code EIO}, the protocol's version
 * @param sid the parameter {@code sid}, the session's id
 * @param upgrade whether the request asks for a WebSocket
 * @param origin the header {@code Origin}
 * @param originAllowed whether pages of that origin may connect
 */
public record EngineRequest(
        String method,
        @Nullable String transport,
        @Nullable String eio,
        @Nullable String sid,
        boolean upgrade,
        @Nullable String origin,
        boolean originAllowed) {}
