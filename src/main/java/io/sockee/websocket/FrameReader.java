package io.sockee.websocket;

import java.nio.charset.StandardCharsets;
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
    private static final int COMPRESSED = 0x40;
    private static final int RESERVED = 0x70;

    private final MessageListener listener;
    private final IncomingMessage message;

    // What has come of the current frame's head.
    private int headBytes;
    private int first;
    private int lengthBytes;
    private long length;
    private int key;

    /** How many bytes of the current frame's payload have come; only read when its head is complete. */
    private long done;

    private byte @Nullable [] control;
    private boolean over;

    /**
     * @param limit how many bytes a message may have
     */
    public FrameReader(int limit, MessageListener listener) {
        this(limit, listener, null);
    }

    /**
     * A reader of messages that may be compressed.
     *
     * @param limit how many bytes a message may have when it is unpacked
     * @param compression what was agreed on, or null
     */
    public FrameReader(int limit, MessageListener listener, @Nullable Compression compression) {
        this.listener = listener;
        this.message = new IncomingMessage(limit, listener, compression);
    }

    /** Nothing is read any more: what lies outside of the heap is given back. Any thread. */
    public void end() {
        message.end();
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
        try {
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
        } catch (FramingException e) {
            forget();
            throw e;
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
        boolean mayBePacked = message.mayBePacked() && (opcode == Opcode.TEXT || opcode == Opcode.BINARY);
        if ((first & RESERVED) != 0 && !(mayBePacked && (first & RESERVED) == COMPRESSED)) {
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
        if ((opcode == Opcode.CONTINUATION) != message.isUnderWay()) {
            throw failure(
                    CloseCode.PROTOCOL_ERROR,
                    message.isUnderWay() ? "A message begins within another" : "Nothing to be continued");
        }
        if (opcode != Opcode.CONTINUATION) {
            message.begin(opcode, (first & COMPRESSED) != 0);
        }
    }

    private void checkLength() throws FramingException {
        if (length < 0) {
            throw failure(CloseCode.PROTOCOL_ERROR, "Length above 2^63");
        }
        if (!isControl()) {
            message.announce(length, isFinal());
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
        message.take(bytes, from, to, whole && isFinal());
    }

    private void endFrame() throws FramingException {
        headBytes = 0;
        lengthBytes = 8;
        done = 0;
        if (isControl()) {
            byte[] content = control == null ? new byte[0] : control;
            control = null;
            endControl(first & 0x0f, content);
        } else if (isFinal() && message.isUnderWay()) {
            message.complete();
        }
    }

    private void endControl(int opcode, byte[] content) throws FramingException {
        if (opcode == Opcode.PING) {
            listener.onPing(content);
        } else if (opcode == Opcode.PONG) {
            listener.onPong(); // whatever it holds: pings hold nothing
        } else if (opcode == Opcode.CLOSE) {
            endConnection(content);
        }
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
        forget();
        listener.onClose(
                code, content.length < 2 ? "" : new String(content, 2, content.length - 2, StandardCharsets.UTF_8));
    }

    private static FramingException failure(int code, String reason) {
        return new FramingException(code, reason);
    }

    private void forget() {
        over = true;
        control = null;
        message.abandon();
    }
}
