package io.sockee.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which passwords were found to match which hashes within the last minute, so that a client that sends its password with each
 * request does not have it hashed with each. Known by a digest with a key that exists in this process alone; the stored hash is part
 * of it, so that a password that has been changed counts no longer at once. Bounded. Safe for any thread.
 */
final class RecentPasswords {
    private static final int MOST = 10_000;
    private static final Duration MEMORY = Duration.ofMinutes(1);
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Cache<String, Boolean> matched;

    RecentPasswords(SecureRandom random, Ticker ticker) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.matched = Caffeine.newBuilder()
                .executor(Runnable::run) // not on the common pool, which outlives the application
                .ticker(ticker)
                .maximumSize(MOST)
                .expireAfterWrite(MEMORY)
                .build();
    }

    /** Whether the password was found to match the hash lately. */
    boolean know(String password, String hash) {
        return matched.getIfPresent(digest(password, hash)) != null;
    }

    /** The password has been found to match the hash. */
    void add(String password, String hash) {
        matched.put(digest(password, hash), true);
    }

    private String digest(String password, String hash) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(hash.getBytes(StandardCharsets.UTF_8)); // has no NUL
            mac.update((byte) 0);
            return Base64.getEncoder().encodeToString(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
