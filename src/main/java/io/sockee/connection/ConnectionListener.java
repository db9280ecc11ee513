package io.sockee.connection;

/**
 * The protocol above a transport. The calls for one connection come one at a time, on changing threads, in the order of the
 * wire; {@link #onClose} comes last and exactly once. They must not block.
 */
public interface ConnectionListener {

    /** The connection has begun, and what is sent reaches the client. Called once, before anything else. */
    default void onOpen() {}

    /**
     * A text message.
     *
     * @param frame the frame as it came, packet type included
     * @param offset where the message begins in the frame, in chars
     */
    void onText(String frame, int offset);

    /** A binary message; the listener owns the bytes. */
    void onBinary(byte[] message);

    /**
     * The connection has another transport from now on.
     *
     * @param name as {@link Connection#transport} gives it
     */
    default void onTransport(String name) {}

    /** The connection has ended, or has been closed by the application and only sends what is queued. */
    void onClose(CloseReason reason);
}
