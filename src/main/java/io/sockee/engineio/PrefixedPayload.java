package io.sockee.engineio;

import io.sockee.connection.Frame;
import io.sockee.websocket.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a poll in version 3: packets behind their lengths. As text, {@code <length>:<packet>} with the length in UTF-16
 * units and binary packets in base64. As bytes, each packet behind a 0 (text) or a 1 (binary), the digits of its length in bytes,
 * each as a byte from 0 to 9, and a byte of 255.
 */
final class PrefixedPayload {
    private static final byte TEXT = 0;
    private static final byte BINARY = 1;
    private static final byte END_OF_LENGTH = (byte) 0xff;

    /** More digits than any length has that fits into a body. */
    private static final int MAX_DIGITS = 9;

    private PrefixedPayload() {}

    /** Packs frames; into bytes if one of them is binary and the client takes bytes, else into text. */
    static final class Writer implements EngineVersion.PayloadWriter {
        /** The most that stands before a packet. */
        private static final int PREFIX = MAX_DIGITS + 3;

        /** A packet: a text and its UTF-8, or bytes. */
        private static final class Packed {
            @Nullable
            final String text;

            final byte[] bytes;

            Packed(@Nullable String text, byte[] bytes) {
                this.text = text;
                this.bytes = bytes;
            }
        }

        private final int limit;
        private final boolean takesBytes;
        private final List<Packed> packets = new ArrayList<>();
        private long size;
        private boolean text = true;
        private boolean ended;

        Writer(int limit, boolean takesBytes) {
            this.limit = limit;
            this.takesBytes = takesBytes;
        }

        /** As in version 4, the close packet goes alone. */
        @Override
        public boolean add(Frame frame) {
            if (ended || (!isEmpty() && (frame instanceof Frame.Close || size + PREFIX + frame.size() > limit))) {
                return false;
            }
            Packed packet = packed(frame);
            if (!isEmpty() && size + PREFIX + packet.bytes.length > limit) {
                return false; // a text's size is only a lower bound of its bytes
            }
            packets.add(packet);
            size += PREFIX + packet.bytes.length;
            text &= packet.text != null;
            ended = frame instanceof Frame.Close;
            return true;
        }

        private Packed packed(Frame frame) {
            if (frame instanceof Frame.Binary binary && takesBytes) {
                return new Packed(null, binary.bytes());
            }
            String packet = frame instanceof Frame.Text one
                    ? one.text()
                    : frame instanceof Frame.Binary binary
                            ? EngineIo3.INSTANCE.base64(binary.bytes())
                            : Ending.packet(((Frame.Close) frame).reason());
            return new Packed(packet, packet.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean isEmpty() {
            return packets.isEmpty();
        }

        @Override
        public boolean isText() {
            return text;
        }

        @Override
        public byte[] bytes() {
            ByteArrayOutputStream body = new ByteArrayOutputStream((int) size);
            for (Packed packet : packets) {
                if (text) {
                    String length = Objects.requireNonNull(packet.text).length() + ":";
                    body.writeBytes(length.getBytes(StandardCharsets.US_ASCII));
                } else {
                    body.write(packet.text == null ? BINARY : TEXT);
                    String.valueOf(packet.bytes.length).chars().forEach(digit -> body.write(digit - '0'));
                    body.write(END_OF_LENGTH);
                }
                body.writeBytes(packet.bytes);
            }
            return body.toByteArray();
        }
    }

    /** Reads one body, whatever its form: finds where each packet begins and ends, then has it made. */
    private abstract static class Reader implements EngineVersion.PayloadReader {
        private int from;
        private boolean broken;

        /** How long the body is. */
        abstract int length();

        /** The digit at a position of a length; -1 when there is none. */
        abstract int digit(int at);

        /** Where the digits of a length begin. */
        abstract int digits(int packet);

        /** Whether the length ends at a position. */
        abstract boolean endsLength(int at);

        abstract Frame.@Nullable Message packet(int begin, int contentBegin, int end);

        @Override
        public boolean hasMoreThan(int limit) {
            int count = 0;
            int at = from;
            while (at < length()) {
                int content = content(at);
                if (content < 0) {
                    return false; // what follows is no packet
                }
                at = end(at, content);
                if (++count > limit) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Frame.@Nullable Message read() {
            if (broken || (from >= length() && from > 0)) {
                return null;
            }
            int content = content(from);
            Frame.Message packet = content < 0 ? null : packet(from, content, end(from, content));
            if (packet == null) {
                broken = true;
            } else {
                from = end(from, content);
            }
            return packet;
        }

        @Override
        public boolean isBroken() {
            return broken;
        }

        /** Where the content of a packet begins; -1 when there is no packet, or less of it than its length says. */
        private int content(int packet) {
            int at = digits(packet);
            int first = at;
            while (at < length() && at - first <= MAX_DIGITS && digit(at) >= 0) {
                at++;
            }
            if (at == first || at - first > MAX_DIGITS || at >= length() || !endsLength(at)) {
                return -1;
            }
            return number(first, at) <= length() - at - 1 ? at + 1 : -1;
        }

        /** Where a packet ends whose content begins at a position. */
        private int end(int packet, int content) {
            return content + number(digits(packet), content - 1);
        }

        private int number(int begin, int end) {
            int number = 0;
            for (int at = begin; at < end; at++) {
                number = number * 10 + digit(at);
            }
            return number;
        }
    }

    /** Reads a body that is text. */
    static final class TextReader extends Reader {
        private final String body;

        TextReader(String body) {
            this.body = body;
        }

        @Override
        int length() {
            return body.length();
        }

        @Override
        int digits(int packet) {
            return packet;
        }

        @Override
        int digit(int at) {
            int digit = body.charAt(at) - '0';
            return digit >= 0 && digit <= 9 ? digit : -1;
        }

        @Override
        boolean endsLength(int at) {
            return body.charAt(at) == ':';
        }

        @Override
        Frame.Message packet(int begin, int contentBegin, int end) {
            return new Frame.Text(body.substring(contentBegin, end));
        }
    }

    /** Reads a body of bytes. */
    static final class BytesReader extends Reader {
        private final byte[] body;

        BytesReader(byte[] body) {
            this.body = body;
        }

        @Override
        int length() {
            return body.length;
        }

        @Override
        int digits(int packet) {
            return packet + 1;
        }

        @Override
        int digit(int at) {
            return body[at] >= 0 && body[at] <= 9 ? body[at] : -1;
        }

        @Override
        boolean endsLength(int at) {
            return body[at] == END_OF_LENGTH;
        }

        @Override
        Frame.@Nullable Message packet(int begin, int contentBegin, int end) {
            if (body[begin] == TEXT) {
                return text(Arrays.copyOfRange(body, contentBegin, end));
            }
            byte[] message = body[begin] == BINARY
                    ? EngineIo3.INSTANCE.message(Arrays.copyOfRange(body, contentBegin, end))
                    : null;
            return message == null ? null : new Frame.Binary(message);
        }

        private static Frame.@Nullable Message text(byte[] utf8) {
            return Utf8.isWellFormed(utf8) ? new Frame.Text(new String(utf8, StandardCharsets.UTF_8)) : null;
        }
    }
}
