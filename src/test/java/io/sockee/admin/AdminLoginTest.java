package io.sockee.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sockee.api.RefusedException;
import io.sockee.identity.Bcrypt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The admin UI is used")
class AdminLoginTest {
    private static final String PASSWORD = "open sesame";

    /** Of that password, as three tools write it. */
    private static final String HASH = "$2b$04$N9qo8uLOickgx2ZMRZoMyeD6cuue4VdM9VS1cJ/wwOaQJuY83FyIy";

    private static final String RIGHT = "{\"username\":\"ann\",\"password\":\"open sesame\"}";
    private static final String WRONG = "{\"username\":\"ann\",\"password\":\"open barley\"}";

    private final AtomicInteger ids = new AtomicInteger();
    private final List<String> compared = new ArrayList<>();
    private long now;
    private final AdminLogin login = new AdminLogin(
            Optional.of(new AdminOptions.Login("ann", HASH)),
            new LoginIds(() -> now, 60, () -> "id" + ids.incrementAndGet()),
            () -> now,
            (password, hash) -> {
                compared.add(password);
                return Bcrypt.matches(password, hash);
            });

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private RefusedException refusal(String auth, String address) {
        return catchThrowableOfType(RefusedException.class, () -> login.check(auth, address));
    }

    private void isInvalid(String auth) {
        assertThatThrownBy(() -> login.check(auth, "192.0.2.1"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("invalid credentials");
    }

    @Test
    @DisplayName("by the name and the password, and then by the id that was given for them, for its time")
    void byPassword() {
        assertThat(login.check(RIGHT, "192.0.2.1")).hasValue("id1");
        assertThat(login.check("{\"sessionId\":\"id1\"}", "192.0.2.2"))
                .as("no new one")
                .isEmpty();
        pass(Duration.ofSeconds(59));
        assertThat(login.check("{\"sessionId\":\"id1\"}", "192.0.2.2")).isEmpty();
        pass(Duration.ofSeconds(1));
        isInvalid("{\"sessionId\":\"id1\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
    @DisplayName("with hashes as all tools write them")
    void hashes(String kind) {
        String hash = kind + HASH.substring(4);
        assertThat(Bcrypt.cost(hash)).hasValue(4);
        assertThat(Bcrypt.matches(PASSWORD, hash)).isTrue();
        assertThat(Bcrypt.matches(PASSWORD + "x", hash)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "{}",
                "{\"sessionId\":null}",
                "{\"sessionId\":\"\"}",
                "{\"sessionId\":\"id1\"}",
                "{\"sessionId\":{}}",
                "{\"username\":\"ann\"}",
                "{\"password\":\"open sesame\"}",
                "{\"username\":\"bob\",\"password\":\"open sesame\"}",
                "{\"username\":[\"ann\"],\"password\":\"open sesame\"}",
                "{\"username\":\"ann\",\"password\":\"\"}",
                WRONG
            })
    @DisplayName("by nobody else")
    void byNobodyElse(String auth) {
        isInvalid(auth);
    }

    @Test
    @DisplayName("by nobody else, and a wrong name costs what a wrong password does")
    void constantCost() {
        isInvalid("{\"username\":\"bob\",\"password\":\"open barley\"}");
        isInvalid(WRONG);
        assertThat(compared).hasSize(2);
    }

    @Test
    @DisplayName(
            "by nobody for a while from an address with ten failures, which costs no comparison; by others as before")
    void throttled() {
        for (int i = 0; i < 10; i++) {
            isInvalid(WRONG);
        }
        compared.clear();
        RefusedException refused = refusal(RIGHT, "192.0.2.1");
        assertThat(refused).hasMessage("Too many attempts. Try again in a minute.");
        assertThat(refused.data()).isEqualTo(Map.of("retryAfter", 6L));
        assertThat(compared).isEmpty();
        assertThat(login.check(RIGHT, "192.0.2.2")).isPresent();
        pass(Duration.ofSeconds(6));
        assertThat(login.check(RIGHT, "192.0.2.1")).isPresent();
    }

    @Test
    @DisplayName("by nobody who guesses ids, either")
    void guessing() {
        for (int i = 0; i < 10; i++) {
            isInvalid("{\"sessionId\":\"guess" + i + "\"}");
        }
        assertThat(refusal("{\"sessionId\":\"guess\"}", "192.0.2.1")).hasMessageStartingWith("Too many attempts.");
    }

    @Test
    @DisplayName("by the password, though open tabs came with ids of a former run again and again")
    void staleIds() {
        for (int i = 0; i < 30; i++) {
            refusal("{\"sessionId\":\"stale" + i + "\"}", "192.0.2.1");
        }
        assertThat(login.check(RIGHT, "192.0.2.1")).isPresent();
    }

    @Test
    @DisplayName("as often as one likes with the right password")
    void often() {
        for (int i = 0; i < 30; i++) {
            assertThat(login.check(RIGHT, "192.0.2.1")).isPresent();
        }
    }

    @Test
    @DisplayName("from a customer's half of IPv6 as from one address")
    void customers() {
        for (int i = 1; i <= 10; i++) {
            String address = "2001:db8::" + i;
            assertThat(refusal(WRONG, address)).hasMessage("invalid credentials");
        }
        assertThat(refusal(RIGHT, "2001:db8::ff")).hasMessageStartingWith("Too many attempts.");
    }

    @Test
    @DisplayName("by everybody where it has no password")
    void open() {
        AdminLogin none = new AdminLogin(
                Optional.empty(), new LoginIds(() -> now, 60, () -> "x"), () -> now, (password, hash) -> false);
        assertThat(none.check(null, "192.0.2.1")).isEmpty();
    }

    @Test
    @DisplayName("by a bounded number of ids: with one more, the oldest ends")
    void bounded() {
        LoginIds all = new LoginIds(() -> now, 60, () -> "id" + ids.incrementAndGet());
        for (int i = 0; i <= LoginIds.MOST; i++) {
            String unused = all.begin();
        }
        assertThat(all.size()).isEqualTo(LoginIds.MOST);
        assertThat(all.isKnown("id1")).isFalse();
        assertThat(all.isKnown("id2")).isTrue();
        pass(Duration.ofSeconds(60));
        assertThat(all.isKnown("id2")).isFalse();
        String unused = all.begin();
        assertThat(all.size())
                .as("those that are past their time are forgotten")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "secret, false",
        "$2b$10$short, false",
        "$2x$10$N9qo8uLOickgx2ZMRZoMyeD6cuue4VdM9VS1cJ/wwOaQJuY83FyIy, false",
        "$2b$03$N9qo8uLOickgx2ZMRZoMyeD6cuue4VdM9VS1cJ/wwOaQJuY83FyIy, false",
        "$2b$32$N9qo8uLOickgx2ZMRZoMyeD6cuue4VdM9VS1cJ/wwOaQJuY83FyIy, false",
        "$2b$31$N9qo8uLOickgx2ZMRZoMyeD6cuue4VdM9VS1cJ/wwOaQJuY83FyIy, true",
    })
    @DisplayName("with what is a hash of bcrypt, and nothing else")
    void forms(String text, boolean is) {
        assertThat(Bcrypt.cost(text).isPresent()).isEqualTo(is);
    }
}
