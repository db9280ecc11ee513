package io.sockee.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sockee.identity.AuthException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Users that are switched off")
class AuthTest {

    @Test
    @DisplayName("are refused without saying when to try again: that does not pass")
    void off() {
        AuthException refusal = catchThrowableOfType(AuthException.class, new Auth()::identity);
        assertThat(refusal.kind()).isEqualTo(AuthException.Kind.ABSENT);
        assertThat(refusal.data()).isNull();
        assertThat(refusal).hasMessage("Users are not available here.");
    }
}
