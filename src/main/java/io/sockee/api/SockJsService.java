package io.sockee.api;

/**
 * What an application does with the SockJS connections of one prefix. The class is a bean with {@link SockJs}.
 *
 * <p>Calls run on a pool of threads, one at a time and in order for each connection, each in a request context of its own; see
 * {@link NonBlocking} for those that need no thread of the pool. They are calls of a bean: its interceptors apply, {@code
 * @Transactional} among them.
 */
public interface SockJsService {

    /**
     * A client has connected.
     *
     * @param connection on which the service may send at once
     * @throws RefusedException to refuse the client: the connection is closed with code 3000 and the message. With any other
     *     exception it is closed as well, and the client gets an id that is in the server's log. Either way {@link #onClose} does
     *     not follow
     */
    default void onOpen(SockJsConnection connection) {
        // most services wait for a message
    }

    /**
     * A message has come. What is thrown here is logged, and the connection goes on.
     *
     * @param connection from which it has come
     * @param message the message, as the client's script gave it to {@code send}
     */
    void onMessage(SockJsConnection connection, String message);

    /**
     * The connection has ended, whatever the cause: called once for each that was opened, and last. What is thrown here is logged.
     *
     * @param connection on which nothing can be sent any more
     * @param reason why it has ended
     */
    default void onClose(SockJsConnection connection, DisconnectReason reason) {
        // most services keep nothing for a connection
    }
}
