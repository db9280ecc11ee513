package io.sockee.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    @DisplayName("tells what parts of all durations do not exceed, to within 1.6 %")
    void parts() {
        Histogram histogram = new Histogram();
        for (long micros = 1; micros <= 10_000; micros++) {
            histogram.add(micros * 1000);
        }
        assertThat(histogram.micros(0.5)).isCloseTo(5_000, withinPercentage(1.6));
        assertThat(histogram.micros(0.99)).isCloseTo(9_900, withinPercentage(1.6));
        assertThat(histogram.micros(1)).isEqualTo(10_000);
    }

    @Test
    @DisplayName("keeps small and large ones apart")
    void ends() {
        Histogram histogram = new Histogram();
        for (long nanos : new long[] {0, 1, 63, 64, 65, 127, 128, Long.MAX_VALUE}) {
            histogram.clear();
            histogram.add(nanos);
            assertThat(histogram.micros(0.5)).isEqualTo(nanos / 1e3);
        }
    }
}
