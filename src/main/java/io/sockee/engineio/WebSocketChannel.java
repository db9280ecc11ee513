package io.sockee.engineio;

import io.sockee.websocket.CloseCode;
import org.jspecify.annotations.Nullable;

/** The container's WebSocket. Sends do not block, and only one is under way at a time. */
public interface WebSocketChannel {

    void sendText(String text, Sent sent);

    void sendBinary(byte[] bytes, Sent sent);

    /**
     * Ends the connection; does nothing when it has ended. Does not block.
     *
     * @param code one of {@link CloseCode}
     */
    void close(int code, String reason);

    /** Learns what became of a frame. */
    interface Sent {

        /** The frame was given to the network, or failed for the given reason. Any thread, also within the send. */
        void sent(@Nullable Throwable failure);
    }
}
