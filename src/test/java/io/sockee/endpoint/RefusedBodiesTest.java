package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.ManualTimers;
import io.sockee.routing.LogLines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log of request bodies that were given up")
class RefusedBodiesTest {
    private final ManualTimers timers = new ManualTimers();
    private final RefusedBodies bodies = new RefusedBodies(timers);

    @Test
    @DisplayName("has one line for all of ten seconds, with their number")
    void counted() {
        try (LogLines log = LogLines.of(RefusedBodies.class)) {
            for (int i = 0; i < 763; i++) {
                bodies.run();
            }
            assertThat(log.lines()).isEmpty();
            timers.pass(10_001);
            assertThat(log.lines()).singleElement().asString().contains(" in the last ten seconds: 763. ");
            timers.pass(600_000);
            assertThat(log.lines()).as("none were given up").hasSize(1);
            bodies.run();
            timers.pass(10_001);
            assertThat(log.lines()).hasSize(2).last().asString().contains(" in the last ten seconds: 1. ");
        }
    }
}
