package io.sockee.websocket;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * permessage-deflate (RFC 7692), for all connections of a server that have agreed on it. Each message is compressed by itself, so
 * that a frame is the same for all of them. What zlib needs, outside of the heap, is held for the messages that are being read or
 * compressed at this moment, and for a few more. Any thread.
 */
public final class Compression implements AutoCloseable {
    /** The header in which extensions are offered and accepted. */
    public static final String HEADER = "Sec-WebSocket-Extensions";

    /** What a message ends with after a flush; it is left out on the wire (RFC 7692, section 7.2.1). */
    private static final int TAIL = 4;

    private static final int COMPRESSED = 0x40;
    private static final int MOST_IDLE = 2 * Runtime.getRuntime().availableProcessors();

    private final int threshold;
    private final Supply<Deflater> deflaters;
    private final Supply<Inflater> inflaters;

    /**
     * @param threshold messages that are smaller are sent as they are
     */
    public Compression(int threshold) {
        this(
                threshold,
                new Supply<>(MOST_IDLE, () -> new Deflater(Deflater.BEST_SPEED, true), Deflater::reset, Deflater::end),
                new Supply<>(MOST_IDLE, () -> new Inflater(true), Inflater::reset, Inflater::end));
    }

    Compression(int threshold, Supply<Deflater> deflaters, Supply<Inflater> inflaters) {
        this.threshold = threshold;
        this.deflaters = deflaters;
        this.inflaters = inflaters;
    }

    /** Messages that are smaller than this are sent as they are. In bytes; of a text, in characters. */
    public int threshold() {
        return threshold;
    }

    /**
     * The value of the answer's header that accepts an offer of the client's, if there is one that can be accepted.
     *
     * @param offers the values of the request's headers, in order
     */
    public Optional<String> accept(List<String> offers) {
        return DeflateOffer.accept(offers);
    }

    /**
     * A message's frame, compressed; the given one if that is no larger.
     *
     * @param frame one of {@link FrameBytes}
     */
    public byte[] compress(byte[] frame) {
        int from = FrameBytes.headOf(frame);
        Deflater deflater = deflaters.take();
        byte[] packed = new byte[frame.length - from + TAIL]; // with more it is not wanted
        int length;
        try {
            deflater.setInput(frame, from, frame.length - from);
            length = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
        } finally {
            deflaters.give(deflater);
        }
        if (length == packed.length) {
            return frame; // there may be more
        }
        byte[] all = FrameBytes.frame(frame[0] & 0x0f, Arrays.copyOf(packed, length - TAIL));
        all[0] |= COMPRESSED;
        return all;
    }

    Inflater inflater() {
        return inflaters.take();
    }

    void give(Inflater inflater) {
        inflaters.give(inflater);
    }

    /** Gives the memory back that is not in use; the rest follows. */
    @Override
    public void close() {
        deflaters.close();
        inflaters.close();
    }
}
