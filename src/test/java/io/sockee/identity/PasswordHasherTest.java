package io.sockee.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;

/** Passwords are hashed with Argon2id, and Sockey's bcrypt hashes are still known. */
class PasswordHasherTest {
    private final PasswordHasher hasher = new PasswordHasher(new SecureRandom(), 2, 4);

    @Test
    void aHashIsInTheFormatOfPhcWithASaltOfItsOwn() {
        String one = hasher.hash("pass1!");
        assertThat(one).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(hasher.hash("pass1!")).isNotEqualTo(one);
        assertThat(hasher.isOld(one)).isFalse();
    }

    @Test
    void knowsItsPassword() {
        String hash = hasher.hash("pass1! ü");
        assertThat(hasher.matches("pass1! ü", hash)).isTrue();
        assertThat(hasher.matches("pass1! u", hash)).isFalse();
        assertThat(hasher.matches("", hash)).isFalse();
    }

    /** As bcrypt for Node wrote them, with its prefix, for the password "correct horse 1!". */
    @Test
    void knowsSockeysHashes() {
        byte[] salt = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (String version : new String[] {"2a", "2b", "2y"}) {
            String hash = OpenBSDBCrypt.generate(version, "correct horse 1!".toCharArray(), salt, 5);
            assertThat(hasher.matches("correct horse 1!", hash)).as(version).isTrue();
            assertThat(hasher.matches("correct horse 1?", hash)).as(version).isFalse();
            assertThat(hasher.isOld(hash)).isTrue();
        }
    }

    @Test
    void bcryptNeverLookedFartherThan72Bytes() {
        byte[] salt = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        String hash = OpenBSDBCrypt.generate("2b", "a".repeat(72).toCharArray(), salt, 4);
        assertThat(hasher.matches("a".repeat(80), hash)).isTrue();
        assertThat(hasher.matches("a".repeat(71) + "ü", hash)).isFalse();
    }

    @Test
    void aHashOfAnUnknownKindIsTheServersFailure() {
        assertThatThrownBy(() -> hasher.matches("x", "md5")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whenAllPlacesAreTakenTheNextOneIsTurnedAwayAtOnce() throws Exception {
        PasswordHasher one = new PasswordHasher(new SecureRandom(), 1, 0);
        String hash = one.hash("pass1!");
        CountDownLatch atWork = new CountDownLatch(1);
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> one.matches("pass1!", hash, () -> {
            atWork.countDown();
            goOn.join();
        }));
        atWork.await();
        assertTimeout(
                Duration.ofSeconds(2),
                () -> assertThatThrownBy(() -> one.matches("pass1!", hash))
                        .isInstanceOf(AuthException.class)
                        .hasMessage("Too many people are logging in. Try again."));
        goOn.complete(null);
        assertThat(first.get()).isTrue();
        assertThat(one.matches("pass1!", hash)).as("the place is free again").isTrue();
    }
}
