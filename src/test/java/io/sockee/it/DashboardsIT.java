package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sockee.deployments.SharedDeployment;
import io.sockee.metrics.MetricsText;
import io.sockee.spec.clients.NodeClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is in {@code deploy} for those who look at metrics, read by Prometheus's own parser, beside what a server tells. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@Tag("once-on-liberty")
@DisplayName("The dashboard and the alerts")
class DashboardsIT {
    private static final Path DASHBOARD = Path.of("deploy/grafana/sockee.json");
    private static final Path ALERTS = Path.of("deploy/prometheus/alerts.yml");

    /** Which Prometheus adds to each sample. */
    private static final Set<String> OF_TARGET = Set.of("instance", "job");

    /** What has no panel, and why. */
    private static final Map<String, String> WITHOUT_PANEL = Map.of(
            "sockee_pool_queue_capacity", "a bound, far above what is drawn",
            "sockee_pool_completed_total", "turns, of which users of the pool know nothing; calls are drawn",
            "sockee_jvm_gc_collections_total", "the time that they take is drawn",
            "sockee_jvm_uptime_seconds", "of an alert, and of the list of servers",
            "sockee_process_max_files", "of an alert");

    /** Gauges without labels that a server tells only where it serves websites, which this one does not. */
    private static final Set<String> OF_WEBSITES = Set.of("sockee_devices_connected");

    /** Functions for what only grows. */
    private static final Set<String> OF_COUNTERS = Set.of("rate", "irate", "increase");

    private static final Pattern LEGEND = Pattern.compile("\\{\\{ *(?:\\$labels\\.)?(\\w+) *}}");

    /** A query with the words that go with it: a legend, or a summary. */
    private record Asked(String query, String words) {}

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    private static List<Asked> dashboard() throws IOException {
        List<Asked> all = new ArrayList<>();
        for (JsonNode panel : new JsonMapper().readTree(DASHBOARD.toFile()).get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                // The one variable that is no string: Grafana writes a duration there.
                all.add(new Asked(
                        target.get("expr").asText().replace("$__rate_interval", "1m"),
                        target.get("legendFormat").asText()));
            }
        }
        return all;
    }

    private static List<Asked> alerts() throws IOException {
        List<Asked> all = new ArrayList<>();
        for (JsonNode group : new YAMLMapper().readTree(ALERTS.toFile()).get("groups")) {
            for (JsonNode rule : group.get("rules")) {
                all.add(new Asked(
                        rule.get("expr").asText(),
                        rule.get("annotations").get("summary").asText()));
            }
        }
        return all;
    }

    /** What each query is, by the parser. */
    private static Map<Asked, JsonNode> parsed(List<Asked> all) throws IOException {
        NodeClients.install();
        Path queries = Files.createTempFile("queries", ".json");
        try {
            new JsonMapper()
                    .writeValue(queries.toFile(), all.stream().map(Asked::query).toList());
            JsonNode read = new JsonMapper()
                    .readTree(NodeClients.run("promql", "promql.js", List.of(queries.toString()))
                            .toString())
                    .get("queries");
            assertThat(read).hasSameSizeAs(all);
            Map<Asked, JsonNode> found = new LinkedHashMap<>();
            for (int i = 0; i < all.size(); i++) {
                found.put(all.get(i), read.get(i));
            }
            return found;
        } finally {
            Files.delete(queries);
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** The server's metrics, with the database's, which are there once it was asked. */
    private static MetricsText metrics() {
        await().until(() -> WatchedIT.metrics().names().contains("sockee_database_answer_seconds"));
        return WatchedIT.metrics();
    }

    @Test
    @DisplayName("ask for nothing but what a server tells, by its names and labels, and in words that Prometheus knows")
    void queries() throws IOException {
        List<Asked> all = new ArrayList<>(dashboard());
        all.addAll(alerts());
        assertThat(all).hasSizeGreaterThan(50);
        MetricsText metrics = metrics();
        parsed(all).forEach((asked, read) -> check(asked, read, metrics));
    }

    private static void check(Asked asked, JsonNode read, MetricsText metrics) {
        String query = asked.query();
        assertThat(texts(read.get("errors"))).as(query).isEmpty();
        assertThat(read.get("metrics")).as(query).isNotEmpty();
        Set<String> known = new HashSet<>(OF_TARGET);
        for (JsonNode metric : read.get("metrics")) {
            String name = metric.get("name").asText();
            if (!name.equals("up") && !OF_WEBSITES.contains(name)) { // the first is Prometheus's own
                assertThat(metrics.names()).as(query).contains(name);
            }
            known.addAll(metrics.labelsOf(name));
            Set<String> its = new HashSet<>(metrics.labelsOf(name));
            its.addAll(OF_TARGET);
            assertThat(its).as(query).containsAll(texts(metric.get("labels")));
            String function = metric.get("function").asText();
            assertThat(OF_COUNTERS.contains(function))
                    .as("%s of %s in %s", function, name, query)
                    .isEqualTo(isCounter(name, metrics));
        }
        assertThat(known).as(query).containsAll(texts(read.get("labels")));
        if (read.get("aggregates").asBoolean()) {
            known.retainAll(texts(read.get("labels")));
        }
        Matcher label = LEGEND.matcher(asked.words());
        while (label.find()) {
            assertThat(known).as("%s of %s", asked.words(), query).contains(label.group(1));
        }
    }

    private static boolean isCounter(String name, MetricsText metrics) {
        return "counter".equals(metrics.types().get(name))
                || "histogram".equals(metrics.types().get(name.replaceAll("_(bucket|sum|count)$", "")));
    }

    @Test
    @DisplayName("show each metric of a server, but for those of which it is said why not")
    void panels() throws IOException {
        Set<String> drawn = new TreeSet<>();
        parsed(dashboard())
                .values()
                .forEach(read -> read.get("metrics")
                        .forEach(metric -> drawn.add(metric.get("name").asText())));
        Set<String> all = new TreeSet<>(metrics().names());
        assertThat(all).containsAll(WITHOUT_PANEL.keySet());
        all.removeAll(WITHOUT_PANEL.keySet());
        all.removeAll(drawn);
        assertThat(all).as("without a panel").isEmpty();
        assertThat(drawn).doesNotContainAnyElementsOf(WITHOUT_PANEL.keySet());
    }
}
