package io.sockee.api;

/**
 * Makes the ids of connections of Engine.IO, the {@code sid}s, in the place of Sockee's own, which are 120 random bits; for what a load
 * balancer can read off them. One bean of this type may be there. An id is a secret: who knows it takes part in the connection, so that
 * it has to have a part that nobody can guess. It is not the public {@link Socket#id}.
 *
 * <p>An id has 16 to 128 letters, digits, {@code -}, {@code _}, {@code .} or {@code ~}, and belongs to no connection that is there.
 * With any other id, or an exception, the handshake is refused (status 400, code 3), and an error is logged, without the id. What {@code
 * sockee.engine.node} says is put behind it.
 *
 * <p>Called on the request's thread, which must not be blocked, for each handshake that may begin a connection.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface SidGenerator {

    /**
     * Makes an id.
     *
     * @param request path, query, headers and address; the auth payload is an empty object, as it comes later
     * @return the id
     */
    String generate(Handshake request);
}
