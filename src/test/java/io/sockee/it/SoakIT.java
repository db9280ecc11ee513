package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.client.Stopwatch;
import java.time.Duration;
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

/**
 * What is left when many have come and gone: nothing. {@code -Dsockee.it.soak=100000} for so many. HTML files and JSONP are not among
 * the ways by which they come.
 */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@Order(2) // it counts what is left of clients
@DisplayName("Clients that come and go")
class SoakIT {
    private static final int VISITS = Integer.getInteger("sockee.it.soak", 1_300);

    /** So that what is made once has been made, and as many threads as so many at once take. */
    private static final int FIRST_VISITS = 260;

    private static final int AT_ONCE = 24;
    private static final Visits.Way[] WAYS = Visits.Way.values();

    /** Threads and files of the server's own, which has pools that grow, and keeps the connections of as many clients of HTTP as are here at once. */
    private static final int OWN = 3 * AT_ONCE;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    @Test
    @DisplayName("leave no connection, socket, room, timer or thread behind")
    void nothingIsLeft() {
        visits(FIRST_VISITS);
        Held before = Held.now();
        int threadsBefore = threads();
        Stopwatch watch = Stopwatch.start();
        visits(VISITS);
        Duration visited = watch.elapsed();
        await().pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> Held.now().isOfNobody());
        Held after = Held.now();
        System.out.println(VISITS + " visits in " + visited + ", all gone after " + watch.elapsed() + "\nbefore: "
                + before + "\nafter:  " + after);
        assertThat(after.namespaces()).as("namespaces").isLessThanOrEqualTo(before.namespaces());
        await().alias("threads of the application, whose pools keep idle ones for half a minute")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(threads()).isLessThan(threadsBefore + AT_ONCE));
        assertThat(after.threads()).as("all threads").isLessThan(before.threads() + OWN);
        assertThat(after.files()).as("files").isLessThan(before.files() + OWN);
    }

    /** How many threads the application has made. */
    private static int threads() {
        try (Client client = Client.join("/load")) {
            return Integer.parseInt(client.call("threads").replaceFirst(".*\"res\":(\\d+).*", "$1"));
        }
    }

    private static void visits(int count) {
        Visits visits = new Visits(Deployments.base());
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Stream.generate(() -> CompletableFuture.runAsync(() -> visits(visits, next, count), threads))
                    .limit(AT_ONCE)
                    .toList()
                    .forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void visits(Visits visits, AtomicInteger next, int count) {
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            try {
                visits.visit(WAYS[i % WAYS.length], i);
            } catch (AssertionError | RuntimeException e) {
                next.set(count); // the others end, too
                throw new AssertionError("visit " + i + ", " + WAYS[i % WAYS.length], e);
            }
        }
    }
}
