package io.sockee.push;

import java.security.SecureRandom;

/** Makes ids that sort by their time: 48 bits of milliseconds and 80 random ones, in Crockford's base 32 (a ULID). */
final class Ulid {
    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int LENGTH = 26;
    private static final int TIME = 10;

    private Ulid() {}

    static String of(long millis, SecureRandom random) {
        char[] id = new char[LENGTH];
        long time = millis;
        for (int i = TIME - 1; i >= 0; i--) {
            id[i] = DIGITS[(int) (time & 31)];
            time >>>= 5;
        }
        byte[] bytes = new byte[LENGTH - TIME];
        random.nextBytes(bytes);
        for (int i = TIME; i < LENGTH; i++) {
            id[i] = DIGITS[bytes[i - TIME] & 31];
        }
        return new String(id);
    }
}
