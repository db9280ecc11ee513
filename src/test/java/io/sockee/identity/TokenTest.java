package io.sockee.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tokens cannot be guessed, and are stored as digests only. */
class TokenTest {

    @Test
    void hasTwoHundredAndFiftySixBitsAndIsSafeInUrls() {
        Set<String> tokens = new HashSet<>();
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 1_000; i++) {
            String token = Token.create(random);
            assertThat(token).matches("[A-Za-z0-9_-]{43}");
            tokens.add(token);
        }
        assertThat(tokens).hasSize(1_000);
    }

    @Test
    void itsDigestIsSha256() {
        assertThat(Token.digest("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void anEndlessOneIsNotHashed() {
        assertThat(Token.digest("a".repeat(1_000_000))).isEqualTo(Token.digest(""));
    }

    @Test
    void aLoginShowsNoToken() {
        Login login = new Login(1, new io.sockee.api.User("7", "ann", Set.of()), Optional.empty());
        assertThat(new Issued(login, "secret").toString()).doesNotContain("secret");
        assertThat(new Checked(login, Optional.of("secret")).toString()).doesNotContain("secret");
    }
}
