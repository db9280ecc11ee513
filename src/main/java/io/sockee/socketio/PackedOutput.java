package io.sockee.socketio;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes values in MessagePack, each in its shortest form. For one thread. */
final class PackedOutput {
    private byte[] bytes;
    private int length;

    /** @param capacity how many bytes are expected; it may be more */
    PackedOutput(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), (int)
                    Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }

    /** A head, and a number of so many bytes. */
    private PackedOutput head(int head, int size, long number) {
        room(1 + size);
        bytes[length++] = (byte) head;
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (number >> shift);
        }
        return this;
    }

    PackedOutput nil() {
        return head(0xc0, 0, 0);
    }

    PackedOutput flag(boolean value) {
        return head(value ? 0xc3 : 0xc2, 0, 0);
    }

    PackedOutput integer(long value) {
        if (value >= -32 && value < 128) {
            return head((int) value, 0, 0);
        } else if (value >= 0) {
            return value < 1 << 8
                    ? head(0xcc, 1, value)
                    : value < 1 << 16
                            ? head(0xcd, 2, value)
                            : value < 1L << 32 ? head(0xce, 4, value) : head(0xcf, 8, value);
        }
        return value >= Byte.MIN_VALUE
                ? head(0xd0, 1, value)
                : value >= Short.MIN_VALUE
                        ? head(0xd1, 2, value)
                        : value >= Integer.MIN_VALUE ? head(0xd2, 4, value) : head(0xd3, 8, value);
    }

    /** An integer of 64 bits without a sign. */
    PackedOutput unsigned(long bits) {
        return head(0xcf, 8, bits);
    }

    PackedOutput fraction(double value) {
        return head(0xcb, 8, Double.doubleToLongBits(value));
    }

    /** What has no form in UTF-8, halves of characters, becomes question marks. */
    PackedOutput text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length < 32) {
            return raw(head(0xa0 | utf8.length, 0, 0), utf8);
        }
        return raw(sized(0xd9, utf8.length), utf8);
    }

    PackedOutput binary(byte[] content) {
        return raw(sized(0xc4, content.length), content);
    }

    /** A head whose number has one byte, two or four. */
    private PackedOutput sized(int smallest, int size) {
        return size < 1 << 8
                ? head(smallest, 1, size)
                : size < 1 << 16 ? head(smallest + 1, 2, size) : head(smallest + 2, 4, size);
    }

    private PackedOutput raw(PackedOutput headed, byte[] content) {
        headed.room(content.length);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
        return headed;
    }

    /** An array, whose items have to follow. */
    PackedOutput array(int items) {
        return items < 16 ? head(0x90 | items, 0, 0) : items < 1 << 16 ? head(0xdc, 2, items) : head(0xdd, 4, items);
    }

    /** A map, whose keys and values have to follow. */
    PackedOutput map(int pairs) {
        return pairs < 16 ? head(0x80 | pairs, 0, 0) : pairs < 1 << 16 ? head(0xde, 2, pairs) : head(0xdf, 4, pairs);
    }
}
