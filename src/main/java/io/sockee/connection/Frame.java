package io.sockee.connection;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a transport sends as one unit, in the form that goes over the wire; shared by every recipient of a broadcast
 * and so never changed.
 */
public sealed interface Frame {

    /** How much this frame adds to a connection's queue, in bytes; of a text the number of chars, which its bytes may exceed. */
    int size();

    /**
     * A frame with something in it. A transport that writes bytes keeps them here, so that they are made once for all recipients
     * of a broadcast.
     */
    abstract sealed class Message implements Frame {
        private static final byte[]
                NEVER = {}; // in the place of what is compressed, so that a frame needs no field for it

        private volatile byte @Nullable [] encoded;
        private volatile byte @Nullable [] compressed;

        /**
         * The bytes that a transport writes for this frame; they must not be changed. Any thread; two that need them at the same
         * moment may each make them.
         *
         * @param encoder makes them; always the same one for all frames, as only the first is asked
         */
        public final byte[] encoded(Function<Message, byte[]> encoder) {
            byte[] bytes = encoded;
            if (bytes == null) {
                bytes = encoder.apply(this);
                encoded = bytes;
            }
            return bytes;
        }

        /** Has it sent uncompressed everywhere; before it is given to anybody. */
        final void leavePlain() {
            compressed = NEVER;
        }

        /** Whether it must not be {@linkplain #compressed compressed}. */
        public final boolean isLeftPlain() {
            return compressed == NEVER;
        }

        /**
         * The same for transports that have agreed on compression. Any thread; one makes them, and the others that need them at that
         * moment wait for it, as it would take each of them as long.
         *
         * @param compressor makes them; always the same one for all frames
         */
        public final byte[] compressed(Function<Message, byte[]> compressor) {
            byte[] bytes = compressed;
            if (bytes == null) {
                synchronized (this) {
                    bytes = compressed;
                    if (bytes == null) {
                        bytes = compressor.apply(this);
                        compressed = bytes;
                    }
                }
            }
            return bytes;
        }
    }

    /** A text frame, its packet type included. Equal to others with the same text. */
    final class Text extends Message {
        private final String text;

        public Text(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        @Override
        public int size() {
            return text.length();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Text frame && frame.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String toString() {
            return "Text[" + text + "]";
        }
    }

    /** A binary frame. Equal to itself only. */
    final class Binary extends Message {
        private final byte[] bytes;

        /**
         * @param bytes owned by the frame: neither the caller nor a transport may change them
         */
        public Binary(byte[] bytes) {
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes;
        }

        @Override
        public int size() {
            return bytes.length;
        }
    }

    /**
     * A ping of a WebSocket (RFC 6455, section 5.5.2), which the peer's pong answers; for connections over WebSockets only. It holds
     * nothing, so that one is enough for all.
     */
    final class Ping extends Message {
        public static final Ping INSTANCE = new Ping();

        private Ping() {}

        @Override
        public int size() {
            return 0;
        }

        @Override
        public String toString() {
            return "Ping";
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
