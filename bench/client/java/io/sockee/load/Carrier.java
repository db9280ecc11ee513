package io.sockee.load;

/** What brings a session's texts to the server: a WebSocket, or requests. */
interface Carrier {

    void send(Text text);

    /** As the protocol says it. The session hears of its end. */
    void close();

    /** At once; the session does not hear of it. */
    void abort();

    /** Reads no more. */
    void stop();
}
