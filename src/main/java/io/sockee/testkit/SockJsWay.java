package io.sockee.testkit;

import io.sockee.connection.HandshakeRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a client of SockJS is connected. */
interface SockJsWay {

    /** Begins, when the client can be told what comes. */
    void open();

    /**
     * Sends a message.
     *
     * @param message as the application knows it
     * @param json the same in JSON
     */
    void send(String message, String json);

    /** Ends as clients do. */
    void leave();

    /** Ends as a network does. */
    void drop();

    /** What every client of a test says. */
    static HandshakeRequest handshake(String url) {
        return new HandshakeRequest(
                url,
                Map.of(),
                Map.<String, List<String>>of(),
                "127.0.0.1",
                false,
                false,
                System.currentTimeMillis(),
                Optional.empty());
    }
}
