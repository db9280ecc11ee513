package io.sockee.boot;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes ids that nobody can guess: 120 random bits, as 20 characters that are safe in URLs. The platform's generator has one lock
 * for all, so bits are taken from it for many ids at a time, into supplies among which threads are spread.
 */
final class RandomIds implements Supplier<String> {
    private static final int BYTES = 15;
    private static final int SUPPLY = 64 * BYTES;
    private static final int MOST_SUPPLIES = 16;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom generator = new SecureRandom();
    private final Bits[] supplies = Stream.generate(Bits::new)
            .limit(Math.min(Runtime.getRuntime().availableProcessors(), MOST_SUPPLIES))
            .toArray(Bits[]::new);

    private final class Bits {
        private final byte[] bytes = new byte[SUPPLY];
        private int used = SUPPLY;

        synchronized byte[] next() {
            if (used == SUPPLY) {
                generator.nextBytes(bytes);
                used = 0;
            }
            used += BYTES;
            return Arrays.copyOfRange(bytes, used - BYTES, used);
        }
    }

    @Override
    public String get() {
        Bits supply = supplies[(int) (Thread.currentThread().getId() % supplies.length)];
        return TEXT.encodeToString(supply.next());
    }
}
