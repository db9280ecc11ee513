package io.sockee.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of a client's bytes, which may come in any slices. What breaks the protocol, and what is too large, is found
 * as early as possible: a size when it is announced, wrong UTF-8 at its first wrong byte.
 *
 * <p>Between messages it holds no buffer; for a message that is under way it holds room for what has come (up to twice as
 * much), never for what was announced. For one thread at a time; does not block. The listener is called on that thread.
 */
public final class FrameReader {
    /** How many fragments without content one message may have: they cost the sender little and bring nothing. */
    static final int MAX_EMPTY_FRAGMENTS = 1000;

    private static final int MAX_CONTROL = 125;
    private static final int FIRST_BUFFER = 256;

    private final int limit;
    private final MessageListener listener;
    private final Utf8 utf8 = new Utf8();

    // What has come of the current frame's head.
    private int headBytes;
    private int first;
    private int lengthBytes;
    private long length;
    private int key;

    /** How many bytes of the current frame's payload have come; only read when its head is complete. */
    private long done;

    // The message under way: its opcode (0 when there is none), and what has come of it.
    private int message;
    private int emptyFragments;
    private byte @Nullable [] payload;
    private int size;

    private byte @Nullable [] control;
    private boolean over;

    /**
     * @param limit how many bytes a message may have
     */
    public FrameReader(int limit, MessageListener listener) {
        this.limit = limit;
        this.listener = listener;
    }

    /** Whether reading has ended: the peer's close frame has come, or it has broken the protocol. */
    public boolean isOver() {
        return over;
    }

    /**
     * Reads on. What follows a close frame, or a breach of the protocol, is not looked at.
     *
     * @param bytes overwritten: masks are taken off in place
     * @throws FramingException when the protocol is broken or a message is too large; with the code and reason to close with.
     *     Thrown once: after it, nothing is read any more
     */
    public void read(byte[] bytes, int from, int to) throws FramingException {
        int at = from;
        while (at < to && !over) {
            if (isHeadComplete()) {
                int end = (int) Math.min(to, at + (length - done));
                payload(bytes, at, end);
                at = end;
            } else {
                head(bytes[at++] & 0xff);
            }
            if (isHeadComplete() && done == length && !over) {
                endFrame();
            }
        }
    }

    // --- The head -------------------------------------------------------------------------------------------------

    private boolean isHeadComplete() {
        return headBytes == 2 + lengthBytes + 4;
    }

    private void head(int b) throws FramingException {
        int position = headBytes++;
        if (position == 0) {
            first = b;
            lengthBytes = 8; // the most, until it is known: so the head is not taken for complete
            checkFirst(b & 0x0f);
        } else if (position == 1) {
            if ((b & 0x80) == 0) {
                throw failure(CloseCode.PROTOCOL_ERROR, "Frames of clients have a mask");
            }
            int shortLength = b & 0x7f;
            lengthBytes = shortLength == 127 ? 8 : shortLength == 126 ? 2 : 0;
            length = lengthBytes == 0 ? shortLength : 0;
            if (isControl() && shortLength > MAX_CONTROL) {
                throw failure(CloseCode.PROTOCOL_ERROR, "Control frame too large");
            }
            if (lengthBytes == 0) {
                checkLength();
            }
        } else if (position < 2 + lengthBytes) {
            // A length in more bytes than it needs is against the rules, but its meaning is clear: it is taken.
            length = (length << 8) | b;
            if (position == 1 + lengthBytes) {
                checkLength();
            }
        } else {
            key = (key << 8) | b;
        }
    }

    private boolean isFinal() {
        return (first & 0x80) != 0;
    }

    private boolean isControl() {
        return Opcode.isControl(first & 0x0f);
    }

    private void checkFirst(int opcode) throws FramingException {
        if ((first & 0x70) != 0) {
            throw failure(CloseCode.PROTOCOL_ERROR, "Reserved bits without an extension");
        }
        if (Opcode.isReserved(opcode)) {
            throw failure(CloseCode.PROTOCOL_ERROR, "Reserved opcode");
        }
        if (Opcode.isControl(opcode)) {
            if (!isFinal()) {
                throw failure(CloseCode.PROTOCOL_ERROR, "Control frame in fragments");
            }
            return;
        }
        if ((opcode == Opcode.CONTINUATION) != (message != 0)) {
            throw failure(
                    CloseCode.PROTOCOL_ERROR,
                    message == 0 ? "Nothing to be continued" : "A message begins within another");
        }
        if (opcode != Opcode.CONTINUATION) {
            message = opcode;
            emptyFragments = 0;
            utf8.restart();
        }
    }

    private void checkLength() throws FramingException {
        if (length < 0) {
            throw failure(CloseCode.PROTOCOL_ERROR, "Length above 2^63");
        }
        if (isControl()) {
            return;
        }
        if (length > limit - size) {
            throw failure(CloseCode.TOO_BIG, "Message too big");
        }
        if (length == 0 && !isFinal() && ++emptyFragments > MAX_EMPTY_FRAGMENTS) {
            throw failure(CloseCode.POLICY, "Too many empty fragments");
        }
    }

    // --- The payload ----------------------------------------------------------------------------------------------

    private void payload(byte[] bytes, int from, int to) throws FramingException {
        Mask.remove(key, done, bytes, from, to);
        boolean whole = to - from == length;
        if (isControl()) {
            control = control == null ? new byte[(int) length] : control; // at most 125
            System.arraycopy(bytes, from, control, (int) done, to - from);
            done += to - from;
            return;
        }
        done += to - from;
        if (message == Opcode.TEXT && !utf8.accept(bytes, from, to)) {
            throw failure(CloseCode.NOT_A_TEXT, "Not a text");
        }
        if (whole && isFinal() && size == 0) {
            deliver(bytes, from, to); // nearly always: a message in one frame in one piece
            return;
        }
        append(bytes, from, to);
    }

    private void append(byte[] bytes, int from, int to) {
        int needed = size + to - from; // within the limit, as the length was checked
        byte[] buffer = payload == null ? new byte[Math.max(FIRST_BUFFER, needed)] : payload;
        if (buffer.length < needed) {
            buffer = Arrays.copyOf(buffer, (int) Math.max(needed, Math.min(limit, 2L * buffer.length)));
        }
        System.arraycopy(bytes, from, buffer, size, to - from);
        payload = buffer;
        size = needed;
    }

    private void endFrame() throws FramingException {
        headBytes = 0;
        lengthBytes = 8;
        done = 0;
        if (isControl()) {
            byte[] content = control == null ? new byte[0] : control;
            control = null;
            endControl(first & 0x0f, content);
        } else if (isFinal() && message != 0) {
            byte[] content = payload == null ? new byte[0] : payload;
            deliver(content, 0, size);
        }
    }

    /** The message is complete. */
    private void deliver(byte[] bytes, int from, int to) throws FramingException {
        if (message == Opcode.TEXT && !utf8.isComplete()) {
            throw failure(CloseCode.NOT_A_TEXT, "Not a text");
        }
        boolean text = message == Opcode.TEXT;
        message = 0;
        payload = null;
        size = 0;
        if (text) {
            listener.onText(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        } else {
            listener.onBinary(Arrays.copyOfRange(bytes, from, to));
        }
    }

    private void endControl(int opcode, byte[] content) throws FramingException {
        if (opcode == Opcode.PING) {
            listener.onPing(content);
        } else if (opcode == Opcode.CLOSE) {
            endConnection(content);
        }
        // Pongs are ignored: no pings are sent.
    }

    private void endConnection(byte[] content) throws FramingException {
        int code = CloseCode.NONE;
        if (content.length > 0) {
            code = content.length == 1 ? 0 : ((content[0] & 0xff) << 8) | (content[1] & 0xff);
            if (!CloseCode.mayBeSent(code)) {
                throw failure(CloseCode.PROTOCOL_ERROR, "Invalid close code");
            }
        }
        Utf8 reason = new Utf8();
        if (!reason.accept(content, Math.min(2, content.length), content.length) || !reason.isComplete()) {
            throw failure(CloseCode.NOT_A_TEXT, "Not a text");
        }
        over = true;
        forget();
        listener.onClose(
                code, content.length < 2 ? "" : new String(content, 2, content.length - 2, StandardCharsets.UTF_8));
    }

    private FramingException failure(int code, String reason) {
        over = true;
        forget();
        return new FramingException(code, reason);
    }

    private void forget() {
        payload = null;
        control = null;
        size = 0;
    }
}
