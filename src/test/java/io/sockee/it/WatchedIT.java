package io.sockee.it;

import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sockee.deployments.SharedDeployment;
import io.sockee.metrics.MetricsText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics and health, as those see them who run the server. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@DisplayName("Seen from outside, the server")
class WatchedIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    static final String TOKEN = "Bearer " + Deployments.METRICS_TOKEN;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    static HttpResponse<String> get(String path, String authorization, String accept) {
        return get(Deployments.base().resolve("/sockee/" + path), authorization, accept);
    }

    private static HttpResponse<String> get(URI address, String authorization, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (!accept.isEmpty()) {
            request.header("Accept", accept);
        }
        return send(request.build());
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static MetricsText metrics() {
        return MetricsText.read(get("metrics", TOKEN, "").body(), false);
    }

    static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("tells its metrics in the format of Prometheus")
    void prometheus() {
        HttpResponse<String> answer = get("metrics", TOKEN, "text/plain");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(type(answer)).isEqualTo("text/plain;version=0.0.4;charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-store");
        assertThat(MetricsText.read(answer.body(), false).types()).hasSizeGreaterThan(50);
    }

    @Test
    @DisplayName("tells them in that of OpenMetrics")
    void openMetrics() {
        HttpResponse<String> answer = get(
                "metrics",
                TOKEN,
                "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1");
        assertThat(type(answer)).isEqualTo("application/openmetrics-text;version=1.0.0;charset=utf-8");
        assertThat(MetricsText.read(answer.body(), true).names())
                .isEqualTo(metrics().names());
    }

    /** Servers write blanks and quotes as they like. */
    private static String type(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[ \"]", "");
    }

    @Test
    @DisplayName("counts a client's connection, socket, messages and the time of its call")
    void client() {
        MetricsText before = metrics();
        String who = "{event=who.am, namespace=/}";
        try (Client client = Client.join("/", "")) {
            assertThat(client.next()).startsWith("[\"auth\",");
            client.ask("who.am");
            assertThat(client.next()).isEqualTo(ok("'nobody'"));
            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(
                            () -> { // before the heartbeat ends the client
                                MetricsText now = metrics();
                                assertThat(now.value("sockee_connections", "{transport=websocket}")
                                                + now.value("sockee_connections", "{transport=polling}"))
                                        .isPositive();
                                assertThat(now.value("sockee_sockets", "{}")).isPositive();
                                assertThat(grown("sockee_call_duration_seconds_count", who, before, now))
                                        .isEqualTo(1);
                                assertThat(grown("sockee_call_duration_seconds_sum", who, before, now))
                                        .isPositive();
                                assertThat(grown("sockee_messages_received_total", "{}", before, now))
                                        .as("CONNECT and the event")
                                        .isGreaterThanOrEqualTo(2);
                                assertThat(grown("sockee_messages_received_bytes_total", "{}", before, now))
                                        .isGreaterThanOrEqualTo("0".length() + "21[\"who.am\"]".length());
                                assertThat(grown("sockee_frames_sent_total", "{}", before, now))
                                        .as("the handshake, CONNECT, auth, the answer")
                                        .isGreaterThanOrEqualTo(4);
                                assertThat(grown("sockee_frames_sent_bytes_total", "{}", before, now))
                                        .isGreaterThan(100);
                                assertThat(now.value("sockee_database_up", "{}"))
                                        .isEqualTo(1);
                            });
        }
    }

    private static double grown(String name, String labels, MetricsText before, MetricsText now) {
        return now.value(name, labels) - before.value(name, labels);
    }

    @Test
    @DisplayName("tells what clients call by the names of methods, whatever they send")
    void cardinality() {
        int before = metrics().names().size();
        int lines = get("metrics", TOKEN, "").body().split("\n").length;
        try (Client client = Client.join("/", "")) {
            assertThat(client.next()).startsWith("[\"auth\",");
            for (int i = 0; i < 50; i++) {
                client.send("made.up." + i);
            }
            client.ask("who.am");
            assertThat(client.next()).isEqualTo(ok("'nobody'"));
        }
        String after = get("metrics", TOKEN, "").body();
        assertThat(after).doesNotContain("made.up");
        assertThat(metrics().names()).hasSize(before);
        assertThat(after.split("\n").length)
                .as("but for transports and collectors that are new")
                .isLessThan(lines + 10);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "nobody,'',401",
        "a wrong token,Bearer wrong-wrong-wrong-wrong,401",
        "half of the token,Bearer metrics-,401",
        "the token,Bearer " + Deployments.METRICS_TOKEN + ",200",
        "the token with its scheme in other letters,bearer " + Deployments.METRICS_TOKEN + ",200"
    })
    @DisplayName("tells its metrics to those alone that have the token")
    void token(String who, String authorization, int status) {
        HttpResponse<String> answer = get("metrics", authorization, "");
        assertThat(answer.statusCode()).as(who).isEqualTo(status);
        if (status != 200) {
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(answer.body()).doesNotContain("sockee_");
        }
    }

    @Test
    @DisplayName("tells them to users with the role, and not to others")
    void role() {
        assertThat(get("metrics", basic("ann", "a"), "").statusCode()).isEqualTo(200);
        assertThat(get("metrics", basic("ann", "x"), "").statusCode()).isEqualTo(401);
        for (int i = 0; i < 40; i++) { // more than there are threads: a module has a request context each time
            assertThat(get("metrics", basic("ann", "a"), "").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "live,'[{\"name\":\"timers\",\"status\":\"UP\"},{\"name\":\"controllers\",\"status\":\"UP\"}]'",
        "ready,'[{\"name\":\"started\",\"status\":\"UP\"},{\"name\":\"controllers\",\"status\":\"UP\"},"
                + "{\"name\":\"database\",\"status\":\"UP\"}]'"
    })
    @DisplayName("tells everybody how it is, by names alone")
    void health(String which, String checks) {
        HttpResponse<String> answer = get("health/" + which, "", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\",\"checks\":" + checks + "}");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    @DisplayName("tells details to those who may see the metrics")
    void details() {
        assertThat(get("health/live", TOKEN, "").body()).contains("\"data\":{\"secondsStill\":");
        assertThat(get("health/ready", TOKEN, "").body()).contains("\"data\":{\"milliseconds\":");
        assertThat(get("health/ready", "Bearer wrong-wrong-wrong-wrong", "").body())
                .doesNotContain("data\"");
    }

    /** Open Liberty has it at the port of its applications, WildFly at that of its management. */
    private static URI ofServer(String path) {
        String port = System.getProperty("it.wildfly.management.port");
        return "wildfly".equals(System.getProperty("sockee.server"))
                ? URI.create("http://localhost:" + port + path)
                : Deployments.base().resolve(path);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "live,'{\"timers\":\"UP\",\"controllers\":\"UP\"}'",
        "ready,'{\"started\":\"UP\",\"controllers\":\"UP\",\"database\":\"UP\"}'"
    })
    @DisplayName("tells MicroProfile Health the same, where the server has it")
    void microProfile(String which, String data) throws IOException {
        JsonNode answer = new JsonMapper()
                .readTree(get(ofServer("/health/" + which), "", "").body());
        JsonNode expected = new JsonMapper().readTree("{\"name\":\"sockee\",\"status\":\"UP\",\"data\":" + data + "}");
        assertThat(answer.get("checks"))
                .filteredOn(check -> check.get("name").asText().equals("sockee"))
                .containsExactly(expected);
    }
}
