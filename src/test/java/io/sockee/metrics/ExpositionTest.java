package io.sockee.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.metrics.Counters.Counter;
import io.sockee.metrics.Exposition.Format;
import io.sockee.metrics.Gauges.Gauge;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The text of the metrics")
class ExpositionTest {

    @Test
    @DisplayName("has help, type and samples, as Prometheus 0.0.4 has them")
    void prometheus() {
        assertThat(some(Format.PROMETHEUS)).isEqualTo("""
                        # HELP a_total What "is" \\\\ counted\\nhere
                        # TYPE a_total counter
                        a_total{reason="x \\"y\\" \\\\ \\n"} 3
                        a_total{reason="b",more="c"} 0
                        # HELP g Now
                        # TYPE g gauge
                        g 0.25
                        """);
    }

    @Test
    @DisplayName("names counters without their suffix, and ends, as OpenMetrics 1.0 has it")
    void openMetrics() {
        assertThat(some(Format.OPEN_METRICS)).isEqualTo("""
                        # HELP a What \\"is\\" \\\\ counted\\nhere
                        # TYPE a counter
                        a_total{reason="x \\"y\\" \\\\ \\n"} 3
                        a_total{reason="b",more="c"} 0
                        # HELP g Now
                        # TYPE g gauge
                        g 0.25
                        # EOF
                        """);
    }

    private static String some(Format format) {
        Exposition to = new Exposition(format);
        to.counter("a_total", "What \"is\" \\ counted\nhere");
        to.is(Labels.of("reason", "x \"y\" \\ \n"), 3);
        to.is(Labels.of("reason", "b").and("more", "c"), 0);
        to.gauge("g", "Now").is(0.25);
        return to.end();
    }

    @Test
    @DisplayName("counts a time in all buckets from its own on")
    void histogram() {
        Histogram times = new Histogram();
        times.record(TimeUnit.MILLISECONDS.toNanos(1));
        times.record(TimeUnit.MILLISECONDS.toNanos(1) + 1);
        times.record(TimeUnit.SECONDS.toNanos(20));
        Exposition to = new Exposition(Format.PROMETHEUS);
        to.histogram("t_seconds", "Times").is(Labels.of("event", "e"), times);
        MetricsText read = MetricsText.read(to.end(), false);
        assertThat(read.value("t_seconds_bucket", "{event=e, le=0.001}")).isEqualTo(1);
        assertThat(read.value("t_seconds_bucket", "{event=e, le=0.0025}")).isEqualTo(2);
        assertThat(read.value("t_seconds_bucket", "{event=e, le=10.0}")).isEqualTo(2);
        assertThat(read.value("t_seconds_bucket", "{event=e, le=+Inf}")).isEqualTo(3);
        assertThat(read.value("t_seconds_count", "{event=e}")).isEqualTo(3);
        assertThat(read.value("t_seconds_sum", "{event=e}")).isEqualTo(20.002000001);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Format.class)
    @DisplayName("has each counter, each gauge and the process once, with names that say what they are")
    void all(Format format) {
        Counters counters = new Counters();
        for (Counter counter : Counter.values()) {
            counters.count(counter, 1 + counter.ordinal());
        }
        Gauges gauges = new Gauges();
        for (Gauge gauge : Gauge.values()) {
            gauges.with(gauge, () -> gauge.ordinal());
        }
        Exposition to = new Exposition(format);
        gauges.write(to);
        counters.write(to);
        MetricsText read = MetricsText.read(to.java().end(), format == Format.OPEN_METRICS);
        assertThat(read.names()).allMatch(name -> name.startsWith("sockee_"));
        assertThat(read.value("sockee_events_received_total", "{}")).isEqualTo(1 + Counter.EVENTS_RECEIVED.ordinal());
        assertThat(read.value("sockee_messages_dropped_total", "{reason=volatile}"))
                .isEqualTo(1 + Counter.VOLATILE_DROPPED.ordinal());
        assertThat(read.value("sockee_rooms", "{}")).isEqualTo(Gauge.ROOMS.ordinal());
        assertThat(read.value("sockee_jvm_heap_used_bytes", "{}")).isPositive();
        assertThat(read.value("sockee_jvm_uptime_seconds", "{}")).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''|PROMETHEUS",
                "*/*|PROMETHEUS",
                "text/plain;version=0.0.4|PROMETHEUS",
                "application/openmetrics-text|OPEN_METRICS",
                "Application/OpenMetrics-Text; version=1.0.0 ; charset=utf-8|OPEN_METRICS",
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3,*/*;q=0.1|OPEN_METRICS",
                "application/openmetrics-text;q=0, text/plain|PROMETHEUS",
                "application/openmetrics-text-x|PROMETHEUS",
                ",;,|PROMETHEUS"
            })
    @DisplayName("is that of OpenMetrics for those that name it")
    void accept(String accept, Format format) {
        assertThat(Format.of(accept)).isEqualTo(format);
    }

    @Test
    @DisplayName("cannot have a metric twice, nor a counter without the suffix")
    void names() {
        Exposition to = new Exposition(Format.PROMETHEUS).gauge("g", "Now");
        assertThatThrownBy(() -> to.gauge("g", "Now")).hasMessageContaining("g");
        assertThatThrownBy(() -> to.counter("c", "Since")).hasMessageContaining("_total");
        assertThatThrownBy(() -> to.gauge("a b", "Now")).hasMessageContaining("a b");
    }
}
