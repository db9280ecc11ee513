package io.sockee.socket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What stands in the log for a socket whose id is its session's: whoever knows that could poll as its client. It is the same for
 * the same socket, and an id of 120 bits or more cannot be guessed from it.
 */
final class LoggedId {
    private static final int BYTES = 8;

    private LoggedId() {}

    /** The first 16 hexadecimal digits of the id's SHA-256, behind {@code sha256:}. */
    static String of(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
