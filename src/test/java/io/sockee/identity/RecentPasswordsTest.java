package io.sockee.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A password that was checked lately")
class RecentPasswordsTest {
    private final AtomicLong now = new AtomicLong();
    private final RecentPasswords recent = new RecentPasswords(new SecureRandom(), now::get);

    @Test
    @DisplayName("is known for a minute, however often it is asked for")
    void aMinute() {
        recent.add("secret", "hash");
        for (int second = 0; second < 60; second++) {
            assertThat(recent.know("secret", "hash")).isTrue();
            now.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertThat(recent.know("secret", "hash")).isFalse();
    }

    @Test
    @DisplayName("is no other one, and that of no other hash")
    void thatOne() {
        recent.add("secret", "hash");
        assertThat(recent.know("secret!", "hash")).isFalse();
        assertThat(recent.know("secret", "hash2")).isFalse();
        assertThat(recent.know("2secret", "hash")).isFalse();
    }
}
