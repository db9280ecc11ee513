package io.sockee.api;

import java.util.List;
import java.util.Map;

/** One client of a {@link SockJsService}. Safe for any thread; no method blocks. */
public interface SockJsConnection {

    /** The states of a connection, those that browsers' WebSockets have. */
    enum ReadyState {
        /** It is about to be opened. */
        CONNECTING,
        /** Messages go both ways. */
        OPEN,
        /** It has been closed, and the client is being told. */
        CLOSING,
        /** It has ended. */
        CLOSED
    }

    /** {@return the connection's public id} It is no secret, unlike the id in the client's requests. */
    String id();

    /** {@return the state} */
    ReadyState readyState();

    /**
     * Sends a message. In a transaction it waits for the commit, and is dropped with a rollback. A client that reads too slowly
     * loses its connection, or the message, as the settings of the send queue say.
     *
     * @param message any text
     * @throws IllegalStateException when the connection has been closed or has ended, or when too much waits for the
     *     transaction's commit already
     */
    void send(String message);

    /** Closes with code 1000. */
    default void close() {
        close(1000, "Normal closure");
    }

    /**
     * Closes: what was sent before still goes out, then the client is told. Does nothing when the connection has been closed or
     * has ended. In a transaction it waits for the end of that, and closes after a rollback as well.
     *
     * @param status 1000, or one of the application's own from 3000 to 4999
     * @param reason for the client, of 123 bytes at most
     * @throws IllegalArgumentException for other codes, and for longer reasons
     */
    void close(int status, String reason);

    /** {@return the client's address, as trusted proxies tell it} */
    String remoteAddress();

    /**
     * Some headers of the first request, by lower-case name.
     *
     * @return those that may be shown anywhere, and none with secrets: no cookies, no authorization
     */
    Map<String, List<String>> headers();

    /** {@return path and query of the first request} The path has the client's session id in it: do not show it. */
    String url();

    /** {@return the prefix at which the client has connected} */
    String prefix();

    /** {@return the name of the transport in use, such as {@code websocket} or {@code xhr-polling}} */
    String protocol();
}
