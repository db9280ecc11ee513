package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.metrics.MetricsText;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the server has, as its metrics tell it.
 *
 * @param ofClients connections, sockets, rooms and whatever else there is because clients are, by the names of metrics
 */
record Held(Map<String, Double> ofClients, double namespaces, double threads, double files, double heapMegabytes) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Held now() {
        HttpRequest request = HttpRequest.newBuilder(Deployments.base().resolve("/sockee/metrics"))
                .header("Authorization", "Bearer " + Deployments.METRICS_TOKEN)
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            return of(
                    MetricsText.read(HTTP.send(request, BodyHandlers.ofString()).body(), false));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Held of(MetricsText now) {
        Map<String, Double> ofClients = new TreeMap<>();
        for (String transport : new String[] {"polling", "websocket"}) {
            ofClients.put(transport, now.value("sockee_connections", "{transport=" + transport + "}"));
        }
        for (String name : new String[] {
            "sockets",
            "rooms",
            "waiting_sockets",
            "timers",
            "users_online",
            "recovery_sockets",
            "recovery_packets",
            "recovery_bytes"
        }) {
            ofClients.put(name, now.value("sockee_" + name, "{}"));
        }
        return new Held(
                ofClients,
                now.value("sockee_namespaces", "{}"),
                now.value("sockee_jvm_threads", "{}"),
                now.value("sockee_process_open_files", "{}"),
                Math.rint(now.value("sockee_jvm_heap_used_bytes", "{}") / 1e6));
    }

    boolean hasConnections() {
        return ofClients.get("polling") + ofClients.get("websocket") > 0;
    }

    /** Nothing of any client is left. */
    void isOfNobody() {
        assertThat(ofClients)
                .allSatisfy((name, value) -> assertThat(value).as(name).isZero());
    }
}
