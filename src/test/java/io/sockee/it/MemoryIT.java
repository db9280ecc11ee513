package io.sockee.it;

import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.databases.TestDatabase;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * An application that is deployed anew, on a server that goes on. The servers of the tests keep nothing for soft references
 * alone, as their log files have some to what was logged.
 */
@DisplayName("An application that is deployed again and again")
class MemoryIT extends Redeployment {
    private static final int LIVES = 4;

    // Each thread of the server's may have something of an earlier life until it gets its next task; on WildFly there
    // are some that get none for long. The driver of H2 keeps whoever saw its first failure.
    private static final int VISITS = 100;

    private final HttpClient http = HttpClient.newHttpClient();

    @Deployment(name = APPLICATION, managed = false, testable = false)
    static WebArchive war() {
        return PushSites.war(TestDatabase.H2, Map.of("sockee.origins", "*", "sockee.auth.registration", "true"))
                .addPackage("io.sockee.it.users")
                .addPackage("io.sockee.it.lives");
    }

    @Test
    @DisplayName("has its classes in memory once, and once more at most")
    void once() {
        for (int life = 1; life < LIVES; life++) {
            deploy();
            live(life);
            undeploy();
        }
        deploy();
        try (Client client = Client.join("/lives").send("begin")) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        visit();
                        assertThat(client.call("left")).as("lives in memory").isIn(ok("1"), ok("2"));
                    });
        }
    }

    /** Users and their passwords, devices and their queues, polls and WebSockets. */
    private static void live(int life) {
        String name = "user_life" + life;
        PushSites.admits(PushSites.SHOP, name, name);
        try (Client client = Client.join("/lives").send("begin");
                Client user = Client.join("/");
                PushDevice device = PushDevice.durable(PushSites.SHOP, name, "d")) {
            AuthSuite.register(user, "Life" + life);
            PushSuite.accepts("{'rooms':'" + name + "','event':'hello'}");
            assertThat(device.next()).endsWith("['hello']");
            EngineHttp.Session polling = new EngineHttp(Endpoint.socketIo(Deployments.base())).open();
            polling.post("40/lives,");
            assertThat(polling.next()).startsWith("40/lives,");
            assertThat(client.call("left")).startsWith("-> [{\"ok\":true");
        }
    }

    private void visit() {
        HttpRequest request = HttpRequest.newBuilder(Deployments.base().resolve("/lives/visit"))
                .timeout(Duration.ofSeconds(30))
                .build();
        Stream.generate(() -> http.sendAsync(request, BodyHandlers.discarding()))
                .limit(VISITS)
                .toList()
                .forEach(visit -> assertThat(visit.join().statusCode()).isEqualTo(200));
    }
}
