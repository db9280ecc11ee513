package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.deployments.SharedDeployment;
import io.sockee.metrics.MetricsText;
import io.sockee.spec.client.Stopwatch;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is left when many have come and gone: nothing. {@code -Dsockee.it.soak=100000} for so many. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@Order(2) // it counts what is left of clients
@DisplayName("Clients that come and go by all transports")
class SoakIT {
    private static final int VISITS = Integer.getInteger("sockee.it.soak", 1_800);
    private static final int AT_ONCE = 6;
    private static final Visits.Way[] WAYS = Visits.Way.values();

    /** Threads and files of the server's own, whose pools follow what there is to do. */
    private static final int OWN = 30;

    private final HttpClient http = HttpClient.newHttpClient();

    /** What the server has, as its metrics tell it. */
    private record Held(
            double polling,
            double webSockets,
            double sockets,
            double rooms,
            double namespaces,
            double waiting,
            double timers,
            double threads,
            double files) {

        void isNoMoreThan(Held before, double leastTimers) {
            assertThat(List.of(polling, webSockets, sockets, rooms, waiting))
                    .as("connections by polling and WebSocket, sockets, rooms, sockets that wait: %s", this)
                    .containsExactly(before.polling, before.webSockets, before.sockets, before.rooms, before.waiting);
            assertThat(namespaces).as("namespaces").isLessThanOrEqualTo(before.namespaces);
            assertThat(timers).as("timers").isLessThanOrEqualTo(leastTimers);
            assertThat(threads).as("threads").isLessThan(before.threads + OWN);
            assertThat(files).as("files").isLessThan(before.files + OWN);
        }
    }

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    private Held held() {
        HttpRequest request = HttpRequest.newBuilder(Deployments.base().resolve("/sockee/metrics"))
                .header("Authorization", "Bearer " + Deployments.METRICS_TOKEN)
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            MetricsText now =
                    MetricsText.read(http.send(request, BodyHandlers.ofString()).body(), false);
            return new Held(
                    now.value("sockee_connections", "{transport=polling}"),
                    now.value("sockee_connections", "{transport=websocket}"),
                    now.value("sockee_sockets", "{}"),
                    now.value("sockee_rooms", "{}"),
                    now.value("sockee_namespaces", "{}"),
                    now.value("sockee_waiting_sockets", "{}"),
                    now.value("sockee_timers", "{}"),
                    now.value("sockee_jvm_threads", "{}"),
                    now.value("sockee_process_open_files", "{}"));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("leave no connection, socket, room, timer or thread behind")
    void nothingIsLeft() {
        Stopwatch took = Stopwatch.start();
        double timers = untilQuiet().timers;
        visits(WAYS.length * AT_ONCE); // which make what is made once, and as many threads as so many at once take
        Held before = untilQuiet();
        Duration prepared = took.elapsed();
        visits(VISITS);
        Duration gone = took.elapsed();
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> held().isNoMoreThan(before, Math.min(timers, before.timers)));
        System.out.println("After " + VISITS + " visits from " + prepared + " to " + gone + ", at " + took.elapsed() + ": "
                + held() + ", before them: " + before);
    }

    /** Nobody is there, and no timer ends any more: that of a user who has just left, for example. */
    private Held untilQuiet() {
        Held[] last = {held()};
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    Held now = held();
                    boolean quiet =
                            now.polling == 0 && now.webSockets == 0 && now.sockets == 0 && now.timers == last[0].timers;
                    last[0] = now;
                    return quiet;
                });
        return last[0];
    }

    private static void visits(int count) {
        Visits visits = new Visits(Deployments.base());
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Stream.generate(() -> CompletableFuture.runAsync(
                            () -> {
                                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                                    visits.visit(WAYS[i % WAYS.length], i);
                                }
                            },
                            threads))
                    .limit(AT_ONCE)
                    .toList()
                    .forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
    }
}
