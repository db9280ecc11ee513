package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Time goes on as it passes, whatever somebody sets the system's clock to. */
class SteadyClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant wall = START;
    private long nanos;
    private final SteadyClock clock = new SteadyClock(() -> wall, () -> nanos);

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void goesOnWithTheSystemsClock() {
        pass(Duration.ofSeconds(7));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(7));
        pass(Duration.ofNanos(10));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(7).plusNanos(10));
    }

    @Test
    void doesNotJumpWithIt() {
        wall = wall.plus(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(START);
        pass(Duration.ofSeconds(60));
        assertThat(clock.instant()).isBetween(START.plusSeconds(60), START.plusSeconds(61));
        wall = wall.minus(Duration.ofHours(5));
        Instant before = clock.instant();
        pass(Duration.ofSeconds(60));
        assertThat(clock.instant()).isBetween(before.plusSeconds(59), before.plusSeconds(60));
    }

    @Test
    void followsItInTheLongRun() {
        wall = wall.plus(Duration.ofSeconds(2));
        for (int i = 0; i < 3000; i++) {
            pass(Duration.ofSeconds(1));
            Instant unused = clock.instant();
        }
        assertThat(clock.instant()).isEqualTo(wall);
    }

    @Test
    void neverGoesBack() {
        wall = wall.minus(Duration.ofHours(1));
        Instant last = clock.instant();
        for (int i = 0; i < 1000; i++) {
            pass(Duration.ofMillis(1 + i % 7));
            Instant now = clock.instant();
            assertThat(now).isAfterOrEqualTo(last);
            last = now;
        }
    }
}
