package io.sockee.load;

import java.nio.charset.StandardCharsets;

/**
 * The JSON object that each message carries: who sent it, which one it is, when, and a text that depends on these. So a message
 * that was cut, changed or mixed up with another one is not taken for the right one. One for reading and one for writing, used
 * by one thread.
 */
final class Payload {

    /** What {@code text} has as a rule: with it, an object has about 105 bytes. */
    static final int TEXT = 50;

    private static final byte[] FROM = ascii("{\"from\":");
    private static final byte[] NR = ascii(",\"nr\":");
    private static final byte[] AT = ascii(",\"at\":");
    private static final byte[] BEGIN = ascii(",\"text\":\"");
    private static final byte[] END = ascii("\"}");
    private static final byte[] LETTERS = ascii("sockeepinkchumcohocoral-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ-");

    private final int size;
    private int from;
    private long nr;
    private long at;

    private byte[] bytes = {};
    private int position;
    private int end;

    /** @param size the bytes of {@code text}, which a message must have */
    Payload(int size) {
        this.size = size;
    }

    int from() {
        return from;
    }

    long nr() {
        return nr;
    }

    /** When it was sent, as {@link System#nanoTime} tells it. */
    long at() {
        return at;
    }

    Payload set(int from, long nr, long at) {
        this.from = from;
        this.nr = nr;
        this.at = at;
        return this;
    }

    /** Puts it at the end of a text. */
    void write(Text text) {
        text.add(FROM).add(from).add(NR).add(nr).add(AT).add(at).add(BEGIN);
        for (int i = 0; i < size; i++) {
            text.add(letter(i));
        }
        text.add(END);
    }

    /** Reads one that fills these bytes; false if it is not as it was written. */
    boolean read(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        position = from;
        end = to;
        if (!skip(FROM)) {
            return false;
        }
        this.from = (int) number();
        if (!skip(NR)) {
            return false;
        }
        nr = number();
        if (!skip(AT)) {
            return false;
        }
        at = number();
        if (!skip(BEGIN) || end - position != size + END.length) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (bytes[position++] != letter(i)) {
                return false;
            }
        }
        return skip(END);
    }

    private byte letter(int i) {
        return LETTERS[(int) Math.floorMod(from * 7L + nr * 11 + i, (long) LETTERS.length)];
    }

    private boolean skip(byte[] expected) {
        if (end - position < expected.length) {
            return false;
        }
        for (byte b : expected) {
            if (bytes[position++] != b) {
                return false;
            }
        }
        return true;
    }

    private long number() {
        long number = 0;
        boolean negative = position < end && bytes[position] == '-';
        if (negative) {
            position++;
        }
        while (position < end && bytes[position] >= '0' && bytes[position] <= '9') {
            number = number * 10 + bytes[position++] - '0';
        }
        return negative ? -number : number;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
