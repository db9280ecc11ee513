package io.sockee.site;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The key by which a website proves who it is. Only its digest is kept. The digest may also be configured in place of the key, as
 * {@code sha256:} and 64 hexadecimal digits, so that the key itself is in no file.
 */
public final class ApiKey {
    private static final String DIGEST = "sha256:";

    /** Shorter keys, in characters, can be guessed. */
    static final int SAFE_LENGTH = 16;

    private final byte[] digest;

    private ApiKey(byte[] digest) {
        this.digest = digest;
    }

    /**
     * Reads a key as it is configured.
     *
     * @throws IllegalArgumentException when it cannot be a key; the message says what is expected
     */
    static ApiKey parse(String text) {
        if (text.startsWith(DIGEST)) {
            String hex = text.substring(DIGEST.length()).toLowerCase(Locale.ROOT);
            if (!hex.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("must have 64 hexadecimal digits behind sha256:");
            }
            return new ApiKey(HexFormat.of().parseHex(hex));
        }
        return of(text);
    }

    /** Whether a configured key is shorter than is safe. */
    static boolean isShort(String text) {
        return !text.startsWith(DIGEST) && text.length() < SAFE_LENGTH;
    }

    /** A key as a website sends it. */
    public static ApiKey of(String key) {
        return new ApiKey(sha256(key));
    }

    /** Whether a candidate is this key; takes the same time for one that is nearly right as for any other. */
    boolean is(String candidate) {
        return MessageDigest.isEqual(digest, sha256(candidate));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "an API key";
    }
}
