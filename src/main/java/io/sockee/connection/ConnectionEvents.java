package io.sockee.connection;

/** What the transports tell those who count and log. Called on any thread; must not block and must not throw. */
public interface ConnectionEvents {

    /** A connection began. */
    void opened(HandshakeRequest handshake);

    /** A connection ended. */
    void closed(HandshakeRequest handshake);

    /** A client reads more slowly than it is sent to: its connection ends. Once for each. */
    void queueFull(HandshakeRequest handshake);

    /** A client reads more slowly than it is sent to, and a message for it was dropped, since the settings say so. */
    void dropped(HandshakeRequest handshake);

    /**
     * Frames have been handed to a transport. Called for each message, by the thread that hands it on.
     *
     * @param frames how many: a message, or a message with its attachments
     * @param size their {@linkplain Frames#size() size}
     */
    default void sent(int frames, long size) {}
}
