package io.sockee.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with Argon2id (RFC 9106) in the PHC string format, and still knows the bcrypt hashes that Sockey wrote.
 * Blocks: each hash takes 19 MiB and some time, so only a few are made at once, and others wait for their turn. When too many
 * wait, or one has waited too long, it is refused with an {@link AuthException}. Safe for any thread.
 */
final class PasswordHasher {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int ITERATIONS = 2;
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final int MAX_WAIT_SECONDS = 5;

    // Bouncy Castle leaves its defaults in a thread-local of the thread that uses it first: one of the server's threads
    // would keep the classes of this application for as long as it lives.
    static {
        CryptoServicesRegistrar.clearThreadProperty(CryptoServicesRegistrar.Property.DSA_DEFAULT_PARAMS);
        CryptoServicesRegistrar.clearThreadProperty(CryptoServicesRegistrar.Property.DH_DEFAULT_PARAMS);
    }

    private final SecureRandom random;
    private final int memoryKib;
    private final String prefix;
    private final Semaphore permits;
    private final Semaphore places; // for hashes that are made or wait
    private final String nobodys;

    /**
     * @param concurrent how many hashes may be made at once
     * @param waiting how many more may wait for that
     */
    PasswordHasher(SecureRandom random, int concurrent, int waiting) {
        this(random, concurrent, waiting, MEMORY_KIB);
    }

    /** With less work than passwords need: for tests of what is around them. */
    PasswordHasher(SecureRandom random, int concurrent, int waiting, int memoryKib) {
        this.random = random;
        this.memoryKib = memoryKib;
        this.prefix = "$argon2id$v=19$m=" + memoryKib + ",t=" + ITERATIONS + ",p=1$";
        this.permits = new Semaphore(concurrent, true);
        this.places = new Semaphore(concurrent + waiting);
        this.nobodys = written(randomBytes(SALT), randomBytes(HASH)); // of no password that anybody knows
    }

    /** Hashes a password with a salt of its own. */
    String hash(String password) {
        byte[] salt = randomBytes(SALT);
        return written(salt, permitted(() -> {}, () -> argon2(password, salt, HASH)));
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private String written(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return prefix + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    /** Whether the hash is one of the password. */
    boolean matches(String password, String hash) {
        return matches(password, hash, () -> {});
    }

    /**
     * Whether the hash is one of the password.
     *
     * @param turn run when this one has its turn, before the work; may throw, which ends it
     */
    boolean matches(String password, String hash, Runnable turn) {
        if (isBcrypt(hash)) {
            return permitted(turn, () -> Bcrypt.matches(password, hash));
        }
        if (!hash.startsWith(prefix)) {
            throw new IllegalStateException("a password's hash is of an unknown kind");
        }
        String[] parts = hash.substring(prefix.length()).split("\\$", -1);
        byte[] salt = Base64.getDecoder().decode(parts[0]);
        byte[] expected = Base64.getDecoder().decode(parts[1]);
        byte[] actual = permitted(turn, () -> argon2(password, salt, expected.length));
        return MessageDigest.isEqual(expected, actual);
    }

    /** Takes as long as {@link #matches}: for a name that no user has. */
    void pretend(Runnable turn) {
        boolean unused = matches("", nobodys, turn);
    }

    /** Whether a hash should be replaced by one of today's kind, now that the password is known. */
    boolean isOld(String hash) {
        return !hash.startsWith(prefix);
    }

    private static boolean isBcrypt(String hash) {
        return hash.startsWith("$2a$") || hash.startsWith("$2b$") || hash.startsWith("$2y$");
    }

    private <T> T permitted(Runnable turn, Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw tooMany();
        }
        try {
            return inTurn(turn, work);
        } finally {
            places.release();
        }
    }

    private static AuthException tooMany() {
        return new AuthException(AuthException.Kind.UNAVAILABLE, "Too many people are logging in. Try again.");
    }

    private <T> T inTurn(Runnable turn, Supplier<T> work) {
        try {
            if (!permits.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw tooMany();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuthException(AuthException.Kind.UNAVAILABLE, "The server is being stopped.");
        }
        try {
            turn.run();
            return work.get();
        } finally {
            permits.release();
        }
    }

    private byte[] argon2(String password, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(ITERATIONS)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
