package io.sockee.websocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The server's part of the opening handshake (RFC 6455, section 4.2). */
public final class OpeningHandshake {
    /** The header by which clients offer subprotocols, and the server takes one. */
    public static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private OpeningHandshake() {}

    /** Whether it is what a client has to send as {@code Sec-WebSocket-Key}: 16 bytes in Base64. */
    public static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The value of {@code Sec-WebSocket-Accept} for a client's key. */
    public static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }

    /**
     * The subprotocol of those that a client offers (section 4.2.2): the first one, as browsers end a connection on which they have
     * offered some and none was taken.
     *
     * @param offers the values of {@code Sec-WebSocket-Protocol} in the request, in order
     * @return nothing where none is offered, or the first is no token and must not stand in an answer
     */
    public static Optional<String> subprotocol(List<String> offers) {
        String first = String.join(",", offers).split(",", 2)[0].strip();
        boolean token = !first.isEmpty() && first.chars().allMatch(OpeningHandshake::isOfToken);
        return token ? Optional.of(first) : Optional.empty();
    }

    /** Whether a character may be part of a token (RFC 9110, section 5.6.2). */
    static boolean isOfToken(int c) {
        return c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
    }
}
