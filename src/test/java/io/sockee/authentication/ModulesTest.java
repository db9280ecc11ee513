package io.sockee.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Authenticated;
import io.sockee.api.AuthenticationModule;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.routing.ValueCodec;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Attempts at authentication modules")
class ModulesTest {
    private static final String ADDRESS = "192.0.2.1";
    private static final User ANN = new User("1", "Ann", Set.of());
    private static final String NOT_VALID = "Not valid.";
    private static final String TOO_MANY = "Too many attempts. Try again later.";

    private final AtomicInteger asked = new AtomicInteger();
    private volatile Runnable meanwhile = () -> {};

    private final AuthenticationModule gate = credentials -> {
        asked.incrementAndGet();
        meanwhile.run();
        return switch (credentials.as(String.class)) {
            case "good" -> Authenticated.as(ANN);
            case "later" -> throw RefusedException.retryAfter("No directory.", Duration.ofSeconds(1));
            case "broken" -> throw new IllegalStateException("broken");
            default -> throw new RefusedException(NOT_VALID);
        };
    };

    @SuppressWarnings("NullAway") // as an application may
    private final AuthenticationModule forgetful = credentials -> null;

    private final Modules modules = new Modules(
            Map.of(
                    "gate",
                    Module.of(gate),
                    "other",
                    Module.of(gate),
                    "forgetful",
                    Module.of(forgetful),
                    Modules.JWT,
                    Module.of(gate)),
            new ValueCodec(100),
            () -> 0,
            3);

    private void refuses(String module, String credentials, String message) {
        assertThatThrownBy(() -> modules.authenticate(module, '"' + credentials + '"', ADDRESS))
                .isInstanceOf(RefusedException.class)
                .hasMessage(message);
    }

    @Test
    @DisplayName("are refused after too many failures of an address, at that module alone")
    void failures() {
        for (int i = 0; i < 3; i++) {
            refuses("gate", "bad", NOT_VALID);
        }
        refuses("gate", "good", TOO_MANY);
        assertThat(asked).hasValue(3);
        assertThat(modules.authenticate("other", "\"good\"", ADDRESS).who().user())
                .isEqualTo(ANN);
        assertThat(modules.verify("gate", "\"good\"", "192.0.2.2").user()).isEqualTo(ANN);
    }

    @Test
    @DisplayName("count only when they are refused")
    void notFailures() {
        for (int i = 0; i < 5; i++) {
            modules.authenticate("gate", "\"good\"", ADDRESS);
            refuses("gate", "later", "No directory.");
            assertThatThrownBy(() -> modules.verify("gate", "\"broken\"", ADDRESS))
                    .isInstanceOf(IllegalStateException.class);
            refuses("none", "any", "There is no such authentication module.");
        }
        refuses("gate", "bad", NOT_VALID);
    }

    @Test
    @DisplayName("do not count before they are refused: many who come at once may all be right")
    void together() {
        AtomicInteger deep = new AtomicInteger();
        meanwhile = () -> {
            if (deep.incrementAndGet() < 20) {
                assertThat(modules.verify("gate", "\"good\"", ADDRESS).user()).isEqualTo(ANN);
            }
        };
        assertThat(modules.verify("gate", "\"good\"", ADDRESS).user()).isEqualTo(ANN);
        assertThat(asked).hasValue(20);
    }

    @Test
    @DisplayName("that are wrong and come at once are all refused, and then counted as the bound has it")
    void wrongTogether() {
        AtomicInteger deep = new AtomicInteger();
        meanwhile = () -> {
            if (deep.incrementAndGet() < 10) {
                refuses("gate", "bad", NOT_VALID);
            }
        };
        refuses("gate", "bad", NOT_VALID);
        refuses("gate", "good", TOO_MANY);
        assertThat(asked).hasValue(10);
    }

    @Test
    @DisplayName("with tokens of other issuers do not lock out others behind the same address")
    void tokens() {
        for (int i = 0; i < 10; i++) {
            refuses(Modules.JWT, "expired", NOT_VALID);
        }
        assertThat(modules.authenticate(Modules.JWT, "\"good\"", ADDRESS).who().user())
                .isEqualTo(ANN);
    }

    @Test
    @DisplayName("fail as the module's mistake where it answers null")
    void answersNull() {
        assertThatThrownBy(() -> modules.authenticate("forgetful", "\"any\"", ADDRESS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("answered null");
    }
}
