package io.sockee.socketio;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Reads a message in MessagePack, value by value, with the extensions that JavaScript's clients use. Nothing is allocated for a length
 * that is only announced: each item of an array has a byte at least, and so has each of a text. What is no MessagePack, or goes on behind
 * the message's end, throws {@link BrokenPacketException}. For one thread at a time.
 */
final class PackedInput {

    /** What a value is. */
    enum Kind {
        NIL,
        /** What JavaScript calls so: left out in an object, null elsewhere. */
        UNDEFINED,
        FALSE,
        TRUE,
        INTEGER,
        /** An integer that is too large for the former, within 64 bits. */
        UNSIGNED,
        /** An integer of any size, in decimal digits. */
        DIGITS,
        FRACTION,
        TEXT,
        BINARY,
        ARRAY,
        MAP,
        DATE
    }

    private static final int TIMESTAMP = -1;
    private static final int OF_JAVASCRIPT = 0; // a date, an ArrayBuffer, or nothing, by its length's form
    private static final int BIG = 1;

    /** As many digits as a number may have in JSON. */
    private static final int MOST_DIGITS = 1000;

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+");

    private final byte[] message;
    private int at;

    // Of the value that was read last.
    private long integer;
    private double fraction;
    private int begin;
    private int length;

    PackedInput(byte[] message) {
        this.message = message;
    }

    int position() {
        return at;
    }

    /** Goes on elsewhere, where a value was seen to begin. */
    void position(int position) {
        at = position;
    }

    boolean isAtEnd() {
        return at == message.length;
    }

    /** Reads the next value; of an array or a map only how many items follow. */
    Kind next() throws BrokenPacketException {
        int head = unsigned(1);
        if (head < 0x80) {
            return integer(head);
        } else if (head < 0x90) {
            return items(Kind.MAP, head & 0x0f);
        } else if (head < 0xa0) {
            return items(Kind.ARRAY, head & 0x0f);
        } else if (head < 0xc0) {
            return content(Kind.TEXT, head & 0x1f);
        } else if (head >= 0xe0) {
            return integer((byte) head);
        }
        return switch (head) {
            case 0xc0 -> Kind.NIL;
            case 0xc2 -> Kind.FALSE;
            case 0xc3 -> Kind.TRUE;
            case 0xc4, 0xc5, 0xc6 -> content(Kind.BINARY, unsigned(1 << (head - 0xc4)));
            case 0xc7, 0xc8, 0xc9 -> extension(unsigned(1 << (head - 0xc7)), false);
            case 0xca -> fraction(Float.intBitsToFloat((int) signed(4)));
            case 0xcb -> fraction(Double.longBitsToDouble(signed(8)));
            case 0xcc, 0xcd, 0xce -> integer(signed(1 << (head - 0xcc)) & (-1L >>> (64 - (8 << (head - 0xcc)))));
            case 0xcf -> unsigned();
            case 0xd0, 0xd1, 0xd2, 0xd3 -> integer(signed(1 << (head - 0xd0)));
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> extension(1 << (head - 0xd4), true);
            case 0xd9, 0xda, 0xdb -> content(Kind.TEXT, unsigned(1 << (head - 0xd9)));
            case 0xdc, 0xdd -> items(Kind.ARRAY, unsigned(2 << (head - 0xdc)));
            case 0xde, 0xdf -> items(Kind.MAP, unsigned(2 << (head - 0xde)));
            default -> throw new BrokenPacketException();
        };
    }

    /** A number of so many bytes. */
    private long signed(int bytes) throws BrokenPacketException {
        require(bytes);
        long value = message[at++];
        for (int i = 1; i < bytes; i++) {
            value = value << 8 | (message[at++] & 0xff);
        }
        return value;
    }

    /** The same without a sign; what no message can have so many of is broken. */
    private int unsigned(int bytes) throws BrokenPacketException {
        long value = signed(bytes) & (-1L >>> (64 - 8 * bytes));
        if (value > Integer.MAX_VALUE) {
            throw new BrokenPacketException();
        }
        return (int) value;
    }

    private void require(int bytes) throws BrokenPacketException {
        if (bytes > message.length - at) {
            throw new BrokenPacketException();
        }
    }

    private Kind integer(long value) {
        integer = value;
        return Kind.INTEGER;
    }

    private Kind unsigned() throws BrokenPacketException {
        integer = signed(8);
        return integer < 0 ? Kind.UNSIGNED : Kind.INTEGER;
    }

    private Kind fraction(double value) {
        fraction = value;
        return Kind.FRACTION;
    }

    private Kind items(Kind kind, int count) throws BrokenPacketException {
        long atLeast = kind == Kind.MAP ? 2L * count : count;
        if (atLeast > message.length - at) {
            throw new BrokenPacketException();
        }
        length = count;
        return kind;
    }

    private Kind content(Kind kind, int bytes) throws BrokenPacketException {
        require(bytes);
        begin = at;
        length = bytes;
        at += bytes;
        return kind;
    }

    /** @param fixed whether the length has a form of its own, by which JavaScript's clients tell three things apart */
    private Kind extension(int bytes, boolean fixed) throws BrokenPacketException {
        long type = signed(1);
        Kind unused = content(Kind.BINARY, bytes);
        if (type == TIMESTAMP && (bytes == 4 || bytes == 8 || bytes == 12)) {
            return Kind.DATE;
        } else if (type == OF_JAVASCRIPT && fixed && bytes == 8) {
            integer = ByteBuffer.wrap(message, begin, bytes).getLong();
            length = 0; // milliseconds
            return Kind.DATE;
        } else if (type == OF_JAVASCRIPT && fixed && bytes == 1) {
            return Kind.UNDEFINED;
        } else if (type == OF_JAVASCRIPT && !fixed) {
            return Kind.BINARY;
        } else if (type == BIG && !fixed && bytes <= MOST_DIGITS) {
            return Kind.DIGITS;
        }
        throw new BrokenPacketException();
    }

    /** The integer that was read, an unsigned one by its bits. */
    long integer() {
        return integer;
    }

    /** The fraction that was read; it may be no number, or infinite. */
    double fraction() {
        return fraction;
    }

    /** How many items, or pairs, follow. */
    int count() {
        return length;
    }

    /** The text that was read. */
    String text() throws BrokenPacketException {
        String text = new String(message, begin, length, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0) { // as it was sent, or what stands for something broken
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(message, begin, length))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new BrokenPacketException();
            }
        }
        return text;
    }

    /** The bytes that were read; a copy. */
    byte[] bytes() {
        return Arrays.copyOfRange(message, begin, begin + length);
    }

    /** The digits that were read, as JSON has them. */
    String digits() throws BrokenPacketException {
        String digits = new String(message, begin, length, StandardCharsets.ISO_8859_1);
        if (!DECIMAL.matcher(digits).matches()) {
            throw new BrokenPacketException();
        }
        return new BigInteger(digits).toString(); // without zeros in front
    }

    /** The time that was read. */
    Instant date() throws BrokenPacketException {
        if (length == 0) {
            return Instant.ofEpochMilli(integer);
        }
        ByteBuffer in = ByteBuffer.wrap(message, begin, length);
        long nanos = length == 4 ? 0 : length == 12 ? in.getInt() & 0xffff_ffffL : in.getLong(begin) >>> 34;
        long seconds = switch (length) {
            case 4 -> in.getInt() & 0xffff_ffffL;
            case 8 -> in.getLong() & 0x3_ffff_ffffL;
            default -> in.getLong();
        };
        if (nanos > 999_999_999) {
            throw new BrokenPacketException();
        }
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException | ArithmeticException e) {
            throw new BrokenPacketException();
        }
    }

    /** Passes over a value, with all that is in it. */
    void skip() throws BrokenPacketException {
        long due = 1;
        while (due > 0) {
            Kind kind = next();
            due += kind == Kind.ARRAY ? count() - 1L : kind == Kind.MAP ? 2L * count() - 1 : -1;
        }
    }
}
