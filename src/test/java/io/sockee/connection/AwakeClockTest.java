package io.sockee.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AwakeClockTest {
    private final AtomicLong real = new AtomicLong(Long.MAX_VALUE - 1_000); // wraps
    private final AwakeClock clock = new AwakeClock(real::get);
    private final long start = clock.getAsLong();

    private boolean pass(long millis) {
        real.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
        return clock.tick();
    }

    private long told() {
        return TimeUnit.NANOSECONDS.toMillis(clock.getAsLong() - start);
    }

    @Test
    void goesWithTheOtherOneWhileTheProcessRuns() {
        for (int i = 1; i <= 100; i++) {
            assertThat(pass(20)).isTrue();
            assertThat(told()).isEqualTo(i * 20L);
        }
        real.addAndGet(TimeUnit.MILLISECONDS.toNanos(7));
        assertThat(told()).as("between two ticks").isEqualTo(2_007);
    }

    @Test
    void doesNotCountAStop() {
        pass(20);
        pass(700);
        assertThat(told()).isEqualTo(220);
        assertThat(pass(20)).isTrue();
        assertThat(told()).isEqualTo(240);
    }

    /** What came in meanwhile is read before anybody is said to have been silent. */
    @Test
    void standsStillForAWhileAfterALongStop() {
        pass(20);
        assertThat(pass(3_600_000)).isFalse();
        assertThat(told()).isEqualTo(220);
        for (int i = 0; i < 99; i++) {
            assertThat(pass(20)).isFalse();
            assertThat(told()).isEqualTo(220);
        }
        assertThat(pass(20)).isTrue();
        assertThat(told()).isEqualTo(220);
        assertThat(pass(20)).isTrue();
        assertThat(told()).isEqualTo(240);
    }

    @Test
    void neverGoesBack() {
        long before = told();
        for (int i = 0; i < 2_000; i++) {
            real.addAndGet(TimeUnit.MILLISECONDS.toNanos(i % 7 == 0 ? 1_500 : 13));
            assertThat(told()).isGreaterThanOrEqualTo(before);
            before = told();
            if (i % 3 == 0) {
                clock.tick();
                assertThat(told()).isGreaterThanOrEqualTo(before);
                before = told();
            }
        }
    }
}
