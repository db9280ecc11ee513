package io.sockee.websocket;

/** Takes what a {@link FrameReader} reads. */
public interface MessageListener {

    void onText(String text);

    void onBinary(byte[] bytes);

    /** To be answered with a pong that has the same payload. */
    void onPing(byte[] payload);

    /**
     * The peer closes; nothing follows.
     *
     * @param code {@link CloseCode#NONE} where it gave none
     */
    void onClose(int code, String reason);
}
