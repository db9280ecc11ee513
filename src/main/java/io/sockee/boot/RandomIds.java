package io.sockee.boot;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Makes ids that nobody can guess: 120 random bits, as 20 characters that are safe in URLs. */
final class RandomIds {
    private static final int BYTES = 15;

    private RandomIds() {}

    static Supplier<String> of(SecureRandom random) {
        return () -> {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }
}
