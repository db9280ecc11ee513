package io.sockee.endpoint;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of WebSocket messages together, up to a limit. The containers can do that too, but neither stops at its
 * limit while a message of many fragments is still growing. For one thread at a time.
 */
final class MessageAssembler {
    private final int limit;
    private @Nullable StringBuilder text;
    private @Nullable ByteArrayOutputStream binary;

    /**
     * @param limit how many bytes a message may have
     */
    MessageAssembler(int limit) {
        this.limit = limit;
    }

    /** A message would be larger than allowed; what has come of it is dropped. */
    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("message too large", null, false, false);
        }
    }

    /** Takes a part; gives the message when it is complete. */
    Optional<String> text(String part, boolean last) throws TooLargeException {
        if (text == null && last) {
            checkSize(part);
            return Optional.of(part); // nearly always: a message in one piece
        }
        if (text == null) {
            text = new StringBuilder(part.length() * 2);
        }
        if (text.length() + part.length() > limit) {
            text = null;
            throw new TooLargeException();
        }
        text.append(part);
        if (!last) {
            return Optional.empty();
        }
        String message = text.toString();
        text = null;
        checkSize(message);
        return Optional.of(message);
    }

    /** Takes a part; gives the message when it is complete. */
    Optional<byte[]> binary(byte[] part, boolean last) throws TooLargeException {
        int before = binary == null ? 0 : binary.size();
        if (before + part.length > limit) {
            binary = null;
            throw new TooLargeException();
        }
        if (binary == null && last) {
            return Optional.of(part);
        }
        if (binary == null) {
            binary = new ByteArrayOutputStream(part.length * 2);
        }
        binary.writeBytes(part);
        if (!last) {
            return Optional.empty();
        }
        byte[] message = binary.toByteArray();
        binary = null;
        return Optional.of(message);
    }

    /** The limit is in bytes of UTF-8; they are counted only when the message has so many chars that it may be too large. */
    private void checkSize(String message) throws TooLargeException {
        if (message.length() > limit / 3 && utf8Length(message) > limit) {
            throw new TooLargeException();
        }
    }

    private static long utf8Length(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3; // a pair of surrogates makes four
        }
        return bytes;
    }
}
