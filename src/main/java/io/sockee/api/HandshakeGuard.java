package io.sockee.api;

/**
 * Decides which requests may begin a connection of Engine.IO: a bean of this type is asked for each handshake, by polling or by
 * WebSocket, before there is a connection, and before the client has named a namespace. Several are asked in the order of their {@link
 * jakarta.annotation.Priority}, those without one last; the first that refuses ends it. Requests of a connection that exists are not
 * asked about.
 *
 * <p>Called on the request's thread, which must not be blocked: who has to ask somebody else does it in an {@link OnConnect} method.
 * The bean has to be of a scope that needs no request, such as {@code @ApplicationScoped}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface HandshakeGuard {

    /**
     * Looks at a request's head.
     *
     * @param request path, query, headers and address; the auth payload is an empty object, as it comes later
     * @throws RefusedException when the request may not begin a connection: the client gets status 403, code 4 and the message. With
     *     any other exception it gets them too, with the message {@code Forbidden}, and the exception is logged
     */
    void check(Handshake request);
}
