package io.sockee.metrics;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Writes metrics in the text format of Prometheus (0.0.4) or, which its scrapers prefer, in that of OpenMetrics (1.0). A metric is begun with its
 * name and its help, then its samples follow. For one answer, by one thread.
 *
 * <p>Sources: Prometheus, "Exposition formats"; OpenMetrics 1.0.0.
 */
public final class Exposition {

    /** A format of the two. */
    public enum Format {
        /** Prometheus, version 0.0.4. */
        PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
        /** OpenMetrics, version 1.0.0. */
        OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

        private static final String OPEN_METRICS_TYPE = "application/openmetrics-text";

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        /** The type of the answer. */
        public String contentType() {
            return contentType;
        }

        /**
         * The format for a request: OpenMetrics for those that name it and do not exclude it by {@code q=0}. What comes with it besides,
         * wildcards or weights, does not matter, since who reads that reads it best.
         *
         * @param accept the header; empty when there is none
         */
        public static Format of(String accept) {
            for (String range : accept.split(",", -1)) {
                String[] parts = range.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", -1);
                if (parts[0].equals(OPEN_METRICS_TYPE) && !isExcluded(parts)) {
                    return OPEN_METRICS;
                }
            }
            return PROMETHEUS;
        }

        private static boolean isExcluded(String[] parts) {
            for (String part : parts) {
                if (part.matches("q=0(\\.0*)?")) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final String COUNTED = "_total";

    private final Format format;
    private final StringBuilder text = new StringBuilder(16_384);
    private final Set<String> names = new HashSet<>();
    private String sample = "";

    public Exposition(Format format) {
        this.format = format;
    }

    /**
     * Begins a metric that only grows.
     *
     * @param name with its unit and with {@code _total} at its end
     */
    public Exposition counter(String name, String help) {
        if (!name.endsWith(COUNTED)) {
            throw new IllegalArgumentException("A counter's name ends with " + COUNTED + ": " + name);
        }
        // OpenMetrics names the family, of which "_total" is a sample.
        String family = format == Format.OPEN_METRICS ? name.substring(0, name.length() - COUNTED.length()) : name;
        return begin(family, name, "counter", help);
    }

    /** Begins a metric that goes up and down. */
    public Exposition gauge(String name, String help) {
        return begin(name, name, "gauge", help);
    }

    /** Begins a metric of times, in seconds. */
    public Exposition histogram(String name, String help) {
        return begin(name, name, "histogram", help);
    }

    private Exposition begin(String family, String name, String type, String help) {
        if (!family.matches("[a-z_][a-z0-9_]*") || !names.add(family)) {
            throw new IllegalArgumentException("Not a name of a metric, or one that was written: " + family);
        }
        sample = name;
        text.append("# HELP ").append(family).append(' ').append(escaped(help, format == Format.OPEN_METRICS));
        text.append("\n# TYPE ").append(family).append(' ').append(type).append('\n');
        return this;
    }

    /** A sample of the metric without labels. */
    public Exposition is(double value) {
        return is(Labels.NONE, value);
    }

    /** A sample of the metric without labels, a whole number. */
    public Exposition is(long value) {
        return is(Labels.NONE, value);
    }

    /** A sample of the metric with labels, a whole number. */
    public Exposition is(Labels labels, long value) {
        return line(sample, labels, Long.toString(value));
    }

    /** A sample of the metric with labels. */
    public Exposition is(Labels labels, double value) {
        return line(sample, labels, number(value));
    }

    /** The samples of a histogram with labels. */
    public Exposition is(Labels labels, Histogram histogram) {
        long[] counts = histogram.cumulative();
        long all = counts[counts.length - 1];
        for (int i = 0; i < counts.length - 1; i++) {
            line(sample + "_bucket", labels.and("le", Histogram.BOUNDS.get(i)), Long.toString(counts[i]));
        }
        line(sample + "_bucket", labels.and("le", "+Inf"), Long.toString(all));
        line(sample + "_sum", labels, number(histogram.seconds()));
        return line(sample + "_count", labels, Long.toString(all));
    }

    private Exposition line(String name, Labels labels, String value) {
        text.append(name).append(labels.text()).append(' ').append(value).append('\n');
        return this;
    }

    private static String number(double value) {
        // Whole numbers as such, which is how people read them.
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Writes the basics of the Java process. */
    public Exposition java() {
        JavaMetrics.write(this);
        return this;
    }

    /** Everything that was written. Nothing can follow. */
    public String end() {
        if (format == Format.OPEN_METRICS) {
            text.append("# EOF\n");
        }
        return text.toString();
    }

    /** As values and helps are written. */
    static String escaped(String text, boolean quotes) {
        String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
        return quotes ? escaped.replace("\"", "\\\"") : escaped;
    }
}
