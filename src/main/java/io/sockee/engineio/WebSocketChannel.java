package io.sockee.engineio;

import io.sockee.connection.Carrier;
import io.sockee.connection.CloseReason;
import io.sockee.connection.Outbox;
import io.sockee.websocket.CloseCode;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of a WebSocket: what an adapter to a container, or to framing of our own, implements. Nothing blocks.
 * {@link #sendText} and {@link #sendBinary} are called again only when the send before has told its outcome.
 */
public interface WebSocketChannel {

    void sendText(String text, Sent sent);

    void sendBinary(byte[] bytes, Sent sent);

    /**
     * Ends the connection; does nothing when it has ended. Does not block.
     *
     * @param code one of {@link CloseCode}
     */
    void close(int code, String reason);

    /**
     * What carries a session's outbox over this WebSocket, once it is the session's transport: asked for once, when no send
     * is under way. One frame at a time, unless the channel knows better and gathers several.
     *
     * @param outcome told what becomes of the frames
     */
    default Carrier carrier(Outbox outbox, Outcome outcome) {
        return new FrameByFrame(this, outbox, outcome);
    }

    /** Learns what became of a frame. */
    interface Sent {

        /** The frame was given to the network, or failed for the given reason. Any thread, also within the send. */
        void sent(@Nullable Throwable failure);
    }

    /** What a carrier has to tell besides {@link Outbox#carried()}. Any thread. */
    interface Outcome {

        /** A frame did not go out; the carrier takes no more. */
        void notSent(Throwable failure);

        /** The end of the connection was taken from the outbox, behind everything else: it may be closed. */
        void allSent(CloseReason reason);
    }
}
