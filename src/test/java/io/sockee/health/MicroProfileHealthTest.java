package io.sockee.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MicroProfile Health")
class MicroProfileHealthTest {
    private static final HealthReport BEFORE = report("before", false);

    private static HealthReport report(String name, boolean up) {
        return new HealthReport(List.of(new HealthReport.Check(name, up, Map.of())));
    }

    private static HealthReport ask(@Nullable HealthSource source, Duration patience) {
        return MicroProfileHealth.ask(source, HealthSource::ready, BEFORE, patience);
    }

    /** Says of both questions what it is made to say. */
    private record Source(Consumer<Consumer<HealthReport>> says) implements HealthSource {
        @Override
        public void live(Consumer<HealthReport> then) {
            says.accept(then);
        }

        @Override
        public void ready(Consumer<HealthReport> then) {
            says.accept(then);
        }
    }

    @Test
    @DisplayName("is told what was found, also by another thread")
    void told() {
        HealthReport found = report("database", false);
        assertThat(ask(new Source(then -> then.accept(found)), Duration.ofSeconds(30)))
                .isEqualTo(found);
        assertThat(ask(new Source(then -> new Thread(() -> then.accept(found)).start()), Duration.ofSeconds(30)))
                .isEqualTo(found);
    }

    @Test
    @DisplayName("is told that it is not known yet, while nobody has started")
    void before() {
        assertThat(ask(null, Duration.ofSeconds(30))).isEqualTo(BEFORE);
    }

    @Test
    @DisplayName("is told that all is down when nobody answers, or the one who should fails")
    void silent() {
        assertThat(ask(new Source(then -> {}), Duration.ofMillis(1)).isUp()).isFalse();
        assertThat(ask(
                                new Source(then -> {
                                    throw new IllegalStateException("on purpose");
                                }),
                                Duration.ofSeconds(30))
                        .isUp())
                .isFalse();
    }

    @Test
    @DisplayName("is told that all is well, where it is not to be told more")
    void switchedOff() {
        assertThat(ask(HealthSource.SILENT, Duration.ofSeconds(30)).isUp()).isTrue();
    }
}
