package io.sockee.websocket;

import java.nio.charset.StandardCharsets;

/** A server's frames as bytes; they have no mask and are never fragments. Each call makes a new array. */
public final class FrameBytes {
    private static final int MAX_REASON = 123;

    private FrameBytes() {}

    /** A text message in UTF-8; lone surrogates become question marks. */
    public static byte[] text(String text) {
        return frame(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] binary(byte[] payload) {
        return frame(Opcode.BINARY, payload);
    }

    /** A ping without content. */
    public static byte[] ping() {
        return frame(Opcode.PING, new byte[0]);
    }

    public static byte[] pong(byte[] payload) {
        return frame(Opcode.PONG, payload);
    }

    /**
     * A close frame.
     *
     * @param code {@link CloseCode#NONE} for one without a code
     * @param reason cut at 123 bytes of UTF-8, the most that a frame has room for
     */
    public static byte[] close(int code, String reason) {
        if (code == CloseCode.NONE) {
            return frame(Opcode.CLOSE, new byte[0]);
        }
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MAX_REASON);
        while (length < text.length && (text[length] & 0xc0) == 0x80) {
            length--; // not in the midst of a character
        }
        byte[] payload = new byte[2 + length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, length);
        return frame(Opcode.CLOSE, payload);
    }

    /** How many bytes of a frame are its head. */
    static int headOf(byte[] frame) {
        int shortLength = frame[1] & 0x7f;
        return shortLength == 127 ? 10 : shortLength == 126 ? 4 : 2;
    }

    static byte[] frame(int opcode, byte[] payload) {
        int length = payload.length;
        int head = length < 126 ? 2 : length < 1 << 16 ? 4 : 10;
        byte[] frame = new byte[head + length];
        frame[0] = (byte) (0x80 | opcode);
        frame[1] = (byte) (head == 2 ? length : head == 4 ? 126 : 127);
        for (int i = head - 1, rest = length; i > 1; i--, rest >>>= 8) {
            frame[i] = (byte) rest;
        }
        System.arraycopy(payload, 0, frame, head, length);
        return frame;
    }
}
