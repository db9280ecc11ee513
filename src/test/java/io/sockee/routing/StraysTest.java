package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.On;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Events that nobody answers. Surplus arguments are in {@link BindingTest}. */
class StraysTest {

    public static class Controller {
        @On({"say", "room.{id}.say"})
        public void say() {}
    }

    private final Counters counters = new Counters();

    private static Routes.Table table() {
        ControllerScan scan = new ControllerScan(new ValueCodec(100), Optional.empty(), key -> Optional.empty());
        scan.add(Controller.class, new Controller());
        return scan.routes().find("/").orElseThrow().table();
    }

    @Test
    void areWarnedAboutOnceInDevelopment() {
        Strays strays = new Strays(false, true, counters);
        try (LogLines log = LogLines.of(Strays.class)) {
            strays.event("/", "sya", table());
            strays.event("/", "sya", table());
            strays.event("/other", "sya", table());
            assertThat(log.warnings()).hasSize(2);
            assertThat(log.warnings().get(0))
                    .startsWith(
                            "No method answers the event 'sya' of the namespace '/', which has say, room.{id}.say.");
        }
        assertThat(counters.get(Counter.EVENTS_UNKNOWN)).isEqualTo(3);
    }

    @Test
    void areNotInProduction() {
        try (LogLines log = LogLines.of(Strays.class)) {
            new Strays(false, false, counters).event("/", "sya", table());
            assertThat(log.warnings()).isEmpty();
        }
        assertThat(counters.get(Counter.EVENTS_UNKNOWN)).isEqualTo(1);
    }

    @Test
    void neitherBreakTheLogNorFillIt() {
        Strays strays = new Strays(false, true, counters);
        try (LogLines log = LogLines.of(Strays.class)) {
            strays.event("/", "a\nERROR forged {0} '", table());
            strays.event("/", "x".repeat(100_000), table());
            for (int i = 0; i < 1_000; i++) {
                strays.event("/", "e" + i, table());
            }
            assertThat(log.warnings()).hasSize(100).allMatch(line -> line.length() < 500 && !line.contains("\n"));
            assertThat(log.warnings().get(0)).contains("'a_ERROR forged {0} ''");
        }
    }
}
