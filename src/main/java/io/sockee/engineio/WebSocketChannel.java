package io.sockee.engineio;

import org.jspecify.annotations.Nullable;

/** The container's WebSocket. Sends do not block, and only one is under way at a time. */
public interface WebSocketChannel {

    /** A normal end. */
    int NORMAL = 1000;

    /** The peer sent what the protocol does not allow. */
    int PROTOCOL_ERROR = 1002;

    /** The peer does not keep up, or broke a policy of the server. */
    int POLICY = 1008;

    /** The peer sent more in one message than is taken. */
    int TOO_BIG = 1009;

    /** The server failed. */
    int UNEXPECTED = 1011;

    void sendText(String text, Sent sent);

    void sendBinary(byte[] bytes, Sent sent);

    /** Ends the connection; does nothing when it has ended. Does not block. */
    void close(int code, String reason);

    /** Learns what became of a frame. */
    interface Sent {

        /** The frame was given to the network, or failed for the given reason. Any thread, also within the send. */
        void sent(@Nullable Throwable failure);
    }
}
