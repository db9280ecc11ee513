package io.sockee.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads metrics as strictly as the formats are: Prometheus 0.0.4 or OpenMetrics 1.0. What is allowed and what Sockee does not do (times,
 * exemplars, units, metrics without help) is refused, too.
 */
public final class MetricsText {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\n\"])*)\"";
    private static final Pattern META = Pattern.compile("# (HELP|TYPE) (" + NAME + ") (.+)");
    private static final Pattern SAMPLE =
            Pattern.compile("(" + NAME + ")(?:\\{(" + LABEL + "(?:," + LABEL + ")*)\\})? (\\S+)");
    private static final Pattern ONE_LABEL = Pattern.compile(LABEL);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");

    private final boolean open;
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, Set<String>> labelNames = new HashMap<>();
    private final Map<String, TreeMap<Double, Double>> buckets = new HashMap<>();
    private String family = "";

    private MetricsText(boolean open) {
        this.open = open;
    }

    /** Reads an answer; fails at whatever is wrong. */
    public static MetricsText read(String text, boolean openMetrics) {
        MetricsText read = new MetricsText(openMetrics);
        assertThat(text).endsWith("\n").doesNotContain("\r");
        List<String> lines = new ArrayList<>(List.of(text.split("\n")));
        if (openMetrics) {
            assertThat(lines.remove(lines.size() - 1)).isEqualTo("# EOF");
        }
        String help = "";
        for (String line : lines) {
            Matcher meta = META.matcher(line);
            if (!meta.matches()) {
                read.sample(line);
            } else if (meta.group(1).equals("HELP")) {
                help = meta.group(2);
            } else {
                assertThat(help).as("the help before %s", line).isEqualTo(meta.group(2));
                assertThat(meta.group(3)).isIn("counter", "gauge", "histogram");
                assertThat(read.types.put(meta.group(2), meta.group(3)))
                        .as("%s once", meta.group(2))
                        .isNull();
                read.family = meta.group(2);
            }
        }
        read.checkHistograms();
        return read;
    }

    private void sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as("a sample: <%s>", line).isTrue();
        String name = sample.group(1);
        String value = sample.group(sample.groupCount());
        assertThat(value).as(line).matches(NUMBER);
        double number = Double.parseDouble(value);
        String type = types.get(family);
        assertThat(type).as("a type before %s", line).isNotNull();
        List<String> allowed = switch (type) {
            case "counter" -> List.of(open ? family + "_total" : family);
            case "gauge" -> List.of(family);
            default -> List.of(family + "_bucket", family + "_sum", family + "_count");
        };
        assertThat(name).as("a sample of %s %s", type, family).isIn(allowed);
        if (type.equals("counter")) {
            assertThat(name).endsWith("_total");
            assertThat(number).as(line).isNotNegative();
        }
        names.add(name);
        Map<String, String> labels = labels(sample.group(2));
        labelNames.computeIfAbsent(name, key -> new LinkedHashSet<>()).addAll(labels.keySet());
        assertThat(samples.put(name + labels, number)).as("%s once", line).isNull();
        if (name.endsWith("_bucket")) {
            String le = labels.remove("le");
            double bound = le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
            TreeMap<Double, Double> known = buckets.computeIfAbsent(family + "|" + labels, key -> new TreeMap<>());
            assertThat(known.isEmpty() || known.lastKey() < bound)
                    .as("bounds in order: %s", line)
                    .isTrue();
            known.put(bound, number);
        }
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = ONE_LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            assertThat(labels.put(label.group(1), label.group(2)))
                    .as("%s once", label.group(1))
                    .isNull();
        }
        return labels;
    }

    private void checkHistograms() {
        buckets.forEach((key, counts) -> {
            List<Double> values = new ArrayList<>(counts.values());
            assertThat(values).as(key).isSorted();
            String name = key.substring(0, key.indexOf('|'));
            String labels = key.substring(key.indexOf('|') + 1);
            assertThat(counts.lastKey()).as(key).isInfinite();
            assertThat(counts.lastEntry().getValue()).as(key).isEqualTo(samples.get(name + "_count" + labels));
            assertThat(samples).as(key).containsKey(name + "_sum" + labels);
        });
    }

    /** The names of all samples, as queries have them. */
    public Set<String> names() {
        return names;
    }

    /** The labels that samples of a name have; none where there is no such name. */
    public Set<String> labelsOf(String name) {
        return labelNames.getOrDefault(name, Set.of());
    }

    /** The families and their types. */
    public Map<String, String> types() {
        return types;
    }

    /**
     * A sample.
     *
     * @param labels as Java prints a sorted map of them, such as {@code {transport=polling}}
     */
    public double value(String name, String labels) {
        assertThat(samples).containsKey(name + labels);
        return samples.get(name + labels);
    }
}
