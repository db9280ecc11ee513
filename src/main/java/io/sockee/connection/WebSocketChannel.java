package io.sockee.connection;

import org.jspecify.annotations.Nullable;

/**
 * The sending side of a WebSocket, implemented by an adapter to a container or to Sockee's own framing. Called from any thread;
 * nothing blocks. One send is under way at a time: {@link #sendText}, {@link #sendBinary} and {@link #sendPing} are called again
 * only when the send before has told its outcome. {@link #close} may come at any time; after it, outcomes need not be told any more.
 */
public interface WebSocketChannel {

    void sendText(String text, Sent sent);

    void sendBinary(byte[] bytes, Sent sent);

    /** Sends a ping without content; its answer is told to {@link WebSocketInput#pong}. */
    void sendPing(Sent sent);

    /**
     * Ends the connection; does nothing when it has ended. Does not block.
     *
     * @param code of RFC 6455, section 7.4, or one of the application's
     * @param reason for the client, a few words of ASCII
     */
    void close(int code, String reason);

    /**
     * A number that is another one when bytes of the peer have come since, even if no message is whole by that, or when the peer has made
     * room for what the network would not take: so it tells that the peer is there. Always the same where a container does not show this.
     * Overflows. Any thread.
     */
    default int progress() {
        return 0;
    }

    /**
     * What carries a session's outbox over this WebSocket, once it is the session's transport. Called once, when no send is
     * under way. By default it carries one frame at a time; a channel that can gather several has its own.
     *
     * @param outcome told what becomes of the frames
     */
    default Carrier carrier(Outbox outbox, Outcome outcome) {
        return new FrameByFrame(this, outbox, outcome);
    }

    /** Learns what became of a frame. */
    interface Sent {

        /** The frame was given to the network, or failed with the given reason. Once, on any thread, perhaps within the send. */
        void sent(@Nullable Throwable failure);
    }

    /** What a carrier has to tell besides {@link Outbox#carried()}. Any thread. */
    interface Outcome {

        /** A frame did not go out; the carrier takes no more. */
        void notSent(Throwable failure);

        /** The close was taken from the outbox, and everything before it has gone out: the WebSocket may be closed. */
        void allSent(CloseReason reason);
    }
}
