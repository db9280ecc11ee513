package io.sockee.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The message that is coming, put together from its frames, unpacked if it is compressed, and checked as far as it has come. Holds
 * room for what has come (up to twice as much), never for what was announced; nothing between messages. For one thread at a time,
 * except {@link #end}.
 */
final class IncomingMessage {
    private static final int FIRST_BUFFER = 256;
    private static final byte[] NOTHING = {};

    private final int limit;
    private final long mostPacked;
    private final MessageListener listener;
    private final @Nullable Inflation inflation;
    private final Utf8 utf8 = new Utf8();

    private int opcode; // 0 when there is none
    private int emptyFragments;
    private byte @Nullable [] payload;
    private int size;
    private boolean packed;
    private long packedSize;

    /**
     * @param limit how many bytes it may have when it is unpacked; on its way it may have a sixteenth more
     * @param compression what was agreed on, or null
     */
    IncomingMessage(int limit, MessageListener listener, @Nullable Compression compression) {
        this.limit = limit;
        this.mostPacked = limit + limit / 16L + 64; // what cannot be compressed grows
        this.listener = listener;
        this.inflation = compression == null ? null : new Inflation(compression);
    }

    boolean mayBePacked() {
        return inflation != null;
    }

    boolean isUnderWay() {
        return opcode != 0;
    }

    void begin(int kind, boolean isPacked) {
        opcode = kind;
        packed = isPacked;
        packedSize = 0;
        emptyFragments = 0;
        utf8.restart();
    }

    /** A frame of so many bytes is to come. */
    void announce(long length, boolean last) throws FramingException {
        if (length > (packed ? mostPacked - packedSize : limit - size)) {
            throw tooBig();
        }
        if (length == 0 && !last && ++emptyFragments > FrameReader.MAX_EMPTY_FRAGMENTS) {
            throw new FramingException(CloseCode.POLICY, "Too many empty fragments");
        }
    }

    /**
     * Takes bytes of the frame that was announced.
     *
     * @param all whether they are the last frame's, and all of it
     */
    void take(byte[] bytes, int from, int to, boolean all) throws FramingException {
        if (packed && inflation != null) {
            packedSize += to - from;
            try {
                inflation.unpack(bytes, from, to, this::unpacked);
            } catch (DataFormatException e) {
                throw corrupt();
            }
            return;
        }
        check(bytes, from, to);
        if (all && size == 0) {
            deliver(bytes, from, to); // nearly always: a message in one frame in one piece
        } else {
            append(bytes, from, to);
        }
    }

    private void unpacked(byte[] bytes, int from, int to) throws FramingException {
        if (to - from > limit - size) {
            throw tooBig();
        }
        check(bytes, from, to);
        append(bytes, from, to);
    }

    private void check(byte[] bytes, int from, int to) throws FramingException {
        if (opcode == Opcode.TEXT && !utf8.accept(bytes, from, to)) {
            throw notText();
        }
    }

    private void append(byte[] bytes, int from, int to) {
        int needed = size + to - from; // within the limit, as that was checked
        byte[] buffer = payload == null ? new byte[Math.max(FIRST_BUFFER, needed)] : payload;
        if (buffer.length < needed) {
            buffer = Arrays.copyOf(buffer, (int) Math.max(needed, Math.min(limit, 2L * buffer.length)));
        }
        System.arraycopy(bytes, from, buffer, size, to - from);
        payload = buffer;
        size = needed;
    }

    /** The last frame has come. */
    void complete() throws FramingException {
        if (packed && inflation != null) {
            try {
                inflation.finish(this::unpacked);
            } catch (DataFormatException e) {
                throw corrupt();
            }
        }
        byte[] content = payload == null ? NOTHING : payload;
        deliver(content, 0, size);
    }

    private void deliver(byte[] bytes, int from, int to) throws FramingException {
        boolean text = opcode == Opcode.TEXT;
        if (text && !utf8.isComplete()) {
            throw notText();
        }
        opcode = 0;
        forget();
        if (text) {
            listener.onText(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        } else {
            listener.onBinary(Arrays.copyOfRange(bytes, from, to));
        }
    }

    private void forget() {
        payload = null;
        size = 0;
    }

    /** Nothing more is read: what has come is forgotten. On the thread that reads. */
    void abandon() {
        forget();
        end();
    }

    /** Nothing more is read: what lies outside of the heap is given back. Any thread. */
    void end() {
        if (inflation != null) {
            inflation.end();
        }
    }

    private static FramingException tooBig() {
        return new FramingException(CloseCode.TOO_BIG, "");
    }

    private static FramingException notText() {
        return new FramingException(CloseCode.NOT_A_TEXT, "Not a text");
    }

    private static FramingException corrupt() {
        return new FramingException(CloseCode.NOT_A_TEXT, "Not compressed as agreed");
    }
}
