package io.sockee.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A secret that stands for a login, or for a session: 256 random bits, safe in URLs. Only its digest is stored, so that nobody who reads the
 * database can log in; a digest without salt is enough, since the token cannot be guessed.
 */
public final class Token {
    private static final int BYTES = 32;
    private static final int TEXT = 43;
    private static final int MAX_LENGTH = 256;

    private Token() {}

    /** A new one. */
    public static String create(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a text has the form of a token, so that it may be one. */
    public static boolean isToken(String text) {
        return text.length() == TEXT
                && text.chars()
                        .allMatch(c -> (c >= 'A' && c <= 'Z')
                                || (c >= 'a' && c <= 'z')
                                || (c >= '0' && c <= '9')
                                || c == '-'
                                || c == '_');
    }

    /** The digest of a token, 64 hexadecimal digits. Takes any text that a client sends as a token. */
    public static String digest(String token) {
        String bounded = token.length() > MAX_LENGTH ? "" : token;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bounded.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
