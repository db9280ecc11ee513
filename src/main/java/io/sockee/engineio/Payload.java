package io.sockee.engineio;

import io.sockee.connection.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The body of a poll: packets joined by the record separator; a binary one is {@code b} and base64. */
final class Payload {
    private static final char SEPARATOR = '\u001e';

    private Payload() {}

    /** Packs frames, one after the other. */
    static final class Writer {
        private final StringBuilder text = new StringBuilder();
        private boolean empty = true;

        void add(Frame frame) {
            if (!empty) {
                text.append(SEPARATOR);
            }
            empty = false;
            if (frame instanceof Frame.Text packet) {
                text.append(packet.text());
            } else if (frame instanceof Frame.Binary packet) {
                text.append('b').append(Base64.getEncoder().encodeToString(packet.bytes()));
            } else {
                text.append(PacketType.CLOSE.packet());
            }
        }

        boolean isEmpty() {
            return empty;
        }

        byte[] bytes() {
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Unpacks a body, a packet at a time, so that what follows a bad packet costs nothing. */
    static final class Reader {
        private final String body;
        private int from;

        Reader(String body) {
            this.body = body;
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

    /** The bytes of a binary packet, or null when they are not base64.. */
    static byte @Nullable [] binary(String packet) {
        String base64 = packet.substring(1);
        if (base64.indexOf('\n') >= 0) {
            base64 = base64.replace("\n", "").replace("\r", ""); // the official Java client breaks lines
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** UTF-8 bytes of a poll that consists of one packet. */
    static byte[] single(PacketType type) {
        return new byte[] {(byte) type.digit()};
    }
}
