package io.sockee.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.EventEmitted;
import io.sockee.routing.DeploymentException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An observer of emits")
class ObserversOfEmitsTest {

    @ApplicationScoped
    public static class Ledger {
        void emitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) EventEmitted emitted) {
            throw new AssertionError("told of " + emitted);
        }
    }

    @Test
    @DisplayName("that waits for a commit is refused, as it would be told before")
    void late() {
        List<Class<?>> beans = List.of(Ledger.class);
        assertThatThrownBy(() -> TestServer.start(beans, List.of()).close())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(Ledger.class.getName())
                .hasMessageContaining("during = AFTER_SUCCESS");
    }
}
