package io.sockee.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a refusal tells clients, and what it does not. */
class RefusedExceptionTest {

    @Test
    void aCauseIsNoData() {
        Exception cause = new IllegalStateException("jdbc:secret");
        RefusedException refused = new RefusedException("No.", cause);
        assertThat(refused.data()).isNull();
        assertThat(refused).hasCause(cause).hasMessage("No.");
    }

    @Test
    void anExceptionIsNoDataEither() {
        Object data = new IllegalStateException("jdbc:secret");
        assertThatThrownBy(() -> new RefusedException("No.", data)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatPassesBySaysAfterHowManySecondsRoundedUp() {
        assertThat(RefusedException.retryAfter("Later.", Duration.ofMillis(1)).data())
                .isEqualTo(Map.of("retryAfter", 1L));
        assertThat(RefusedException.retryAfter("Later.", Duration.ofMillis(49_001))
                        .data())
                .isEqualTo(Map.of("retryAfter", 50L));
        assertThat(RefusedException.retryAfter("Later.", Duration.ZERO).data()).isEqualTo(Map.of("retryAfter", 1L));
        assertThat(RefusedException.retryAfter("Never.", ChronoUnit.FOREVER.getDuration())
                        .data())
                .isEqualTo(Map.of("retryAfter", 1L + Integer.MAX_VALUE));
    }

    @Test
    void costsNoStackTrace() {
        assertThat(new RefusedException("No.").getStackTrace()).isEmpty();
    }
}
