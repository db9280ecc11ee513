package io.sockee.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.action.Callers;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.routing.LimitException;
import io.sockee.routing.ValueCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tokens of Sockee's over HTTP")
class HttpCallersTest {
    private static final String ADDRESS = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";

    private final AtomicInteger asked = new AtomicInteger();
    private final Set<String> ended = new HashSet<>();
    private final HttpCallers callers = callers();

    private HttpCallers callers() {
        AuthenticationModules modules = new AuthenticationModules();
        modules.begin(new Modules(Map.of(), new ValueCodec(100), () -> 0, 3), Clock.systemUTC());
        return new HttpCallers(modules, "", false, Optional.of(this::user));
    }

    private Callers.Known user(String token) {
        asked.incrementAndGet();
        if (ended.contains(token)) {
            throw new RefusedException("Token not valid.");
        }
        return switch (token) {
            case "good", "other" -> new Callers.Known(User.named(token), Optional.empty());
            case "later" -> throw RefusedException.retryAfter("The database is away.", Duration.ofSeconds(5));
            default -> throw new RefusedException("Token not valid.");
        };
    }

    private User of(String token, String address) {
        return callers.of("Bearer " + token, address).user();
    }

    @Test
    @DisplayName("are looked up no more for an address that has sent many wrong ones, but for those that were good")
    void throttled() {
        assertThat(of("good", ADDRESS).name()).isEqualTo("good");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> of("bad", ADDRESS))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("Token not valid.");
        }
        asked.set(0);
        assertThatThrownBy(() -> of("bad", ADDRESS)).isInstanceOf(LimitException.class);
        assertThatThrownBy(() -> of("other", ADDRESS)).isInstanceOf(LimitException.class);
        assertThat(asked).hasValue(0);
        assertThat(of("good", ADDRESS).name()).isEqualTo("good");
        assertThat(of("other", ELSEWHERE).name()).isEqualTo("other");
        assertThat(of("other", ADDRESS).name()).isEqualTo("other");
    }

    @Test
    @DisplayName("count as wrong ones when they have ended")
    void ended() {
        assertThat(of("good", ADDRESS).name()).isEqualTo("good");
        ended.add("good");
        for (int i = 0; i < 4; i++) { // once as one that was good, and three times as a wrong one
            assertThatThrownBy(() -> of("good", ADDRESS))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("Token not valid.");
        }
        asked.set(0);
        assertThatThrownBy(() -> of("good", ADDRESS)).isInstanceOf(LimitException.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    @DisplayName("count only when they are no good")
    void away() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> of("later", ADDRESS)).hasMessage("The database is away.");
        }
        assertThat(of("other", ADDRESS).name()).isEqualTo("other");
    }
}
