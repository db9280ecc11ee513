package io.sockee.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes as a client sends them, right or wrong. */
public final class ClientBytes {
    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static ClientBytes of() {
        return new ClientBytes();
    }

    ClientBytes text(String text) {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    ClientBytes binary(int... payload) {
        return frame(0x82, bytes(payload));
    }

    ClientBytes close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        return frame(0x88, payload);
    }

    ClientBytes frame(int first, String text) {
        return frame(first, text.getBytes(StandardCharsets.UTF_8));
    }

    ClientBytes frame(int first, int... payload) {
        return frame(first, bytes(payload));
    }

    /** A frame with its first byte as it is given, and a mask. */
    ClientBytes frame(int first, byte[] payload) {
        int length = payload.length;
        if (length < 126) {
            return head(first, length).masked(payload);
        }
        return length < 1 << 16
                ? head(first, 126, length >> 8, length).masked(payload)
                : head(first, 127, 0, 0, 0, 0, length >> 24, length >> 16, length >> 8, length)
                        .masked(payload);
    }

    /** A head with a mask; its payload may follow or not. */
    ClientBytes head(int first, int length, int... longer) {
        return raw(first, 0x80 | length).raw(longer).raw(bytes(MASK));
    }

    ClientBytes masked(byte[] payload) {
        for (int i = 0; i < payload.length; i++) {
            bytes.write(payload[i] ^ MASK[i % 4]);
        }
        return this;
    }

    ClientBytes raw(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    ClientBytes then(ClientBytes more) {
        bytes.writeBytes(more.toBytes());
        return this;
    }

    ClientBytes times(int count) {
        byte[] once = toBytes();
        for (int i = 1; i < count; i++) {
            bytes.writeBytes(once);
        }
        return this;
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static int[] bytes(byte[] values) {
        int[] ints = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            ints[i] = values[i];
        }
        return ints;
    }
}
