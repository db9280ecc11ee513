package io.sockee.connection;

/**
 * What a transport sends as one unit, in the form that goes over the wire; shared by every recipient of a broadcast
 * and so never changed.
 */
public sealed interface Frame {

    /** How much this frame adds to a connection's queue, in bytes; of a text the number of chars, which its bytes may exceed. */
    int size();

    /** A text frame, its packet type included. */
    record Text(String text) implements Frame {
        @Override
        public int size() {
            return text.length();
        }
    }

    /**
     * A binary frame.
     *
     * @param bytes owned by the frame: neither the caller nor a transport may change them
     */
    @SuppressWarnings("ArrayRecordComponent") // identity is enough, frames are never compared
    record Binary(byte[] bytes) implements Frame {
        @Override
        public int size() {
            return bytes.length;
        }
    }

    /**
     * The end of the connection: what was queued before it is sent, then the transport is closed.
     *
     * @param reason what the client is told, as far as its transport has words for it
     */
    record Close(CloseReason reason) implements Frame {
        @Override
        public int size() {
            return 0;
        }
    }
}
