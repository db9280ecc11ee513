package io.sockee.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastMinuteTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long START = Long.MAX_VALUE - 30 * SECOND; // such a clock overflows

    private final LastMinute minute = new LastMinute();

    @Test
    void countsWhatIsLessThanAMinuteOld() {
        minute.add(START);
        minute.add(START + 10 * SECOND);
        assertThat(minute.count(START + 60 * SECOND - 1)).isEqualTo(2);
        assertThat(minute.count(START + 60 * SECOND)).isEqualTo(1);
        assertThat(minute.count(START + 70 * SECOND)).isZero();
    }

    @Test
    void tellsWhenTheOldestNoLongerCounts() {
        assertThat(minute.untilFewer(START)).isZero();
        minute.add(START);
        minute.add(START + 10 * SECOND);
        assertThat(minute.untilFewer(START + 15 * SECOND)).isEqualTo(Duration.ofSeconds(45));
        assertThat(minute.untilFewer(START + 60 * SECOND)).isEqualTo(Duration.ofSeconds(10));
    }

    /** Whoever asks first and counts only what is below the bound lets no more through, whichever minute one looks at. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noMinuteHasMoreThanTheBound(long seed) {
        int bound = 10;
        Random random = new Random(seed);
        List<Long> let = new ArrayList<>();
        long now = START;
        for (int i = 0; i < 5_000; i++) {
            now += random.nextInt(4) == 0 ? random.nextLong(20 * SECOND) : random.nextLong(SECOND / 4);
            if (minute.count(now) < bound) {
                minute.add(now);
                let.add(now);
            }
        }
        for (int i = 0; i + bound < let.size(); i++) {
            assertThat(let.get(i + bound) - let.get(i)).isGreaterThanOrEqualTo(60 * SECOND);
        }
        assertThat(let).hasSizeGreaterThan(100);
    }
}
