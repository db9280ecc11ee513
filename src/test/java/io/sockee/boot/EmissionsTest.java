package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Publish;
import io.sockee.routing.DeploymentException;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A class that says to emit")
class EmissionsTest {

    static class Desk {
        @Publish(event = "sold")
        public String sold() {
            return "";
        }
    }

    static class FrontDesk extends Desk {}

    @Test
    @DisplayName("what its methods return is refused where CDI knows neither it nor one below it")
    void unknownToCdi() {
        assertThatThrownBy(() -> Emissions.refuseUnserved(Set.of(Desk.class), Set.of(), Set.of()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageStartingWith(Desk.class.getName() + " has a method with @Publish");
        assertThatCode(() -> Emissions.refuseUnserved(Set.of(Desk.class), Set.of(FrontDesk.class), Set.of()))
                .doesNotThrowAnyException();
    }
}
