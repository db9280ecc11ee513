package io.sockee.websocket;

/** Takes what a {@link FrameReader} reads, on the thread that reads, in the order of the wire. */
public interface MessageListener {

    void onText(String text);

    void onBinary(byte[] bytes);

    /** A ping, which must be answered by a pong with the same payload. */
    void onPing(byte[] payload);

    /** A pong: the answer to a ping, or one that nobody has asked for. */
    void onPong();

    /**
     * The peer's close frame; nothing follows.
     *
     * @param code {@link CloseCode#NONE} when the frame has none
     */
    void onClose(int code, String reason);
}
