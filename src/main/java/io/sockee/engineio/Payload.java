package io.sockee.engineio;

import io.sockee.connection.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The body of a poll in version 4: packets joined by the record separator; a binary one is {@code b} and base64. */
final class Payload {
    private static final char SEPARATOR = '\u001e';

    private Payload() {}

    /** Packs frames, one after the other, up to a limit. */
    static final class Writer implements EngineVersion.PayloadWriter {
        private final int limit;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream(128);
        private boolean ended;

        /**
         * @param limit in bytes; a single packet may be larger
         */
        Writer(int limit) {
            this.limit = limit;
        }

        /**
         * Adds a frame; false when it has to wait for the next payload, because of the limit or because it is the close
         * packet, which goes alone: official clients do not handle what stands in one payload with it, but end at once and
         * connect again as after a failure.
         */
        @Override
        public boolean add(Frame frame) {
            if (ended) {
                return false; // what was queued after the close reaches nobody
            }
            if (!isEmpty() && (frame instanceof Frame.Close || body.size() + 1L + frame.size() > limit)) {
                return false;
            }
            byte[] packet = bytes(frame);
            if (!isEmpty() && body.size() + 1L + packet.length > limit) {
                return false; // a text's size is only a lower bound of its bytes
            }
            if (!isEmpty()) {
                body.write(SEPARATOR);
            }
            body.writeBytes(packet);
            ended = frame instanceof Frame.Close;
            return true;
        }

        private static byte[] bytes(Frame frame) {
            if (frame instanceof Frame.Text packet) {
                return packet.text().getBytes(StandardCharsets.UTF_8);
            }
            if (frame instanceof Frame.Binary packet) {
                byte[] base64 = Base64.getEncoder().encode(packet.bytes());
                byte[] bytes = new byte[base64.length + 1];
                bytes[0] = 'b';
                System.arraycopy(base64, 0, bytes, 1, base64.length);
                return bytes;
            }
            return Ending.packet(((Frame.Close) frame).reason()).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isEmpty() {
            return body.size() == 0;
        }

        @Override
        public boolean isText() {
            return true;
        }

        @Override
        public byte[] bytes() {
            return body.toByteArray();
        }
    }

    /** Whether a body has more packets than the limit; looks no further than it has to. */
    static boolean hasMoreThan(int limit, String body) {
        int packets = 1;
        for (int at = body.indexOf(SEPARATOR); at >= 0; at = body.indexOf(SEPARATOR, at + 1)) {
            if (++packets > limit) {
                return true;
            }
        }
        return false;
    }

    /** Unpacks a body, a packet at a time, so that what follows a bad packet costs nothing. */
    static final class Reader implements EngineVersion.PayloadReader {
        private final String body;
        private int from;

        Reader(String body) {
            this.body = body;
        }

        @Override
        public boolean hasMoreThan(int limit) {
            return Payload.hasMoreThan(limit, body);
        }

        @Override
        public Frame.@Nullable Message read() {
            String packet = next();
            return packet == null ? null : new Frame.Text(packet);
        }

        @Override
        public boolean isBroken() {
            return false; // any text is packets, good or bad ones
        }

        /** The next packet, or null after the last. An empty body has one, empty packet. */
        @Nullable
        String next() {
            if (from > body.length()) {
                return null;
            }
            int to = body.indexOf(SEPARATOR, from);
            if (to < 0) {
                to = body.length();
            }
            String packet = body.substring(from, to);
            from = to + 1;
            return packet;
        }
    }

    static boolean isBinary(String packet) {
        return !packet.isEmpty() && packet.charAt(0) == 'b';
    }

    /** The bytes of a binary packet, or null when they are not base64. */
    static byte @Nullable [] binary(String packet) {
        return bytes(packet.substring(1));
    }

    /** The bytes of a text in base64, or null when it is none. */
    static byte @Nullable [] bytes(String text) {
        String base64 = text;
        if (base64.indexOf('\n') >= 0) {
            base64 = base64.replace("\n", "").replace("\r", ""); // the official Java client breaks lines
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
