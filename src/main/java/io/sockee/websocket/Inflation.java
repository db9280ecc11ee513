package io.sockee.websocket;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the compressed messages that come on one connection, piece by piece as they come. Holds memory outside of the heap from a
 * message's first byte to its last, or to {@link #end}, which any thread may call; the rest is for the thread that reads.
 */
final class Inflation {
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private static final int PIECE = 8 * 1024;
    private static final ThreadLocal<byte[]> PIECES = ThreadLocal.withInitial(() -> new byte[PIECE]);

    private final Compression compression;
    private @Nullable Inflater inflater;
    private boolean ended;

    /** Takes what is unpacked. */
    interface Sink {
        void take(byte[] bytes, int from, int to) throws FramingException;
    }

    /** So many last blocks may lie within a message: more, most of them empty, would cost much time and unpack nothing. */
    private static final int MOST_LAST_BLOCKS = 1000;

    private int lastBlocks;

    Inflation(Compression compression) {
        this.compression = compression;
    }

    /** Unpacks some bytes of a message. */
    synchronized void unpack(byte[] bytes, int from, int to, Sink sink) throws DataFormatException, FramingException {
        if (ended) {
            throw new FramingException(CloseCode.UNEXPECTED, ""); // nobody wants it any more
        }
        Inflater current = inflater;
        if (current == null) {
            current = compression.inflater();
            inflater = current;
        }
        current.setInput(bytes, from, to - from);
        byte[] piece = PIECES.get();
        while (true) {
            int length = current.inflate(piece);
            if (length > 0) {
                sink.take(piece, 0, length);
            } else if (current.finished() && current.getRemaining() > 0) {
                if (++lastBlocks > MOST_LAST_BLOCKS) {
                    throw new DataFormatException("more than " + MOST_LAST_BLOCKS + " last blocks");
                }
                int rest = current.getRemaining();
                current.reset(); // a last block is allowed, and more may follow (RFC 7692, section 7.2.3.4)
                current.setInput(bytes, to - rest, rest);
            } else {
                return;
            }
        }
    }

    /** The message has come. */
    synchronized void finish(Sink sink) throws DataFormatException, FramingException {
        unpack(TAIL, 0, TAIL.length, sink);
        lastBlocks = 0;
        release();
    }

    /** Nothing is unpacked any more. Waits for a piece that is being unpacked. */
    synchronized void end() {
        ended = true;
        release();
    }

    private void release() {
        Inflater last = inflater;
        inflater = null;
        if (last != null) {
            compression.give(last);
        }
    }
}
