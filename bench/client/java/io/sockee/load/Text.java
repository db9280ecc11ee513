package io.sockee.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are put together, and put together again: no garbage for each message. */
final class Text {
    private byte[] bytes = new byte[512];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    Text clear() {
        length = 0;
        return this;
    }

    Text add(byte b) {
        room(1);
        bytes[length++] = b;
        return this;
    }

    Text add(byte[] more) {
        return add(more, 0, more.length);
    }

    Text add(byte[] more, int from, int to) {
        room(to - from);
        System.arraycopy(more, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    Text add(String more) {
        return add(more.getBytes(StandardCharsets.UTF_8));
    }

    Text add(long number) {
        if (number < 0) {
            add((byte) '-');
        }
        long rest = Math.abs(number);
        int digits = 1;
        for (long n = rest; n >= 10; n /= 10) {
            digits++;
        }
        room(digits);
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
