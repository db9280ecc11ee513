package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.push.WebsiteServer;
import io.sockee.servers.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What was accepted is delivered, over a server that is killed at any moment, with the embedded database as it is delivered and
 * clients that are cut off and acknowledge now and then. {@code -Dsockee.it.kills=200} kills it more often.
 */
@DisplayName("A push gateway that is killed")
class GatewayCrashIT {
    private static final int KILLS = Integer.getInteger("sockee.it.kills", 2);
    private static final int DEVICES = 3;
    private static final String KEY = "0123456789abcdef";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private volatile boolean enough;

    @Test
    @DisplayName("loses nothing that it accepted, keeps the order, and repeats only under the same id")
    void killed() throws Exception {
        Random random = new Random(KILLS);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (WebsiteServer website = new WebsiteServer();
                ServerProcess server = ServerProcess.in("push").with(site(website))) {
            // Each token is a user's.
            website.page(exchange -> {
                String token =
                        exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", "");
                WebsiteServer.answer(exchange, 200, "[\"user_" + token + "\"]");
            });
            server.start();
            List<CutOffDevice> devices = new ArrayList<>();
            List<AtomicInteger> accepted = new ArrayList<>();
            for (int i = 0; i < DEVICES; i++) {
                CutOffDevice device = new CutOffDevice(server.base(), "token=" + i + "&deviceId=d", i);
                devices.add(device);
                threads.execute(device);
            }
            // A device that was never here gets nothing: first they have to be known.
            for (int i = 0; i < DEVICES; i++) {
                untilKnown(server.base(), "user_" + i);
                AtomicInteger count = new AtomicInteger();
                accepted.add(count);
                String room = "user_" + i;
                threads.execute(() -> produce(server.base(), room, count));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(1500)));
                server.kill();
                server.start();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            enough = true;
            devices.forEach(CutOffDevice::calm);
            for (int i = 0; i < DEVICES; i++) {
                assertArrived(devices.get(i), accepted.get(i));
            }
            devices.forEach(CutOffDevice::end);
        } finally {
            enough = true;
            threads.shutdownNow();
        }
    }

    private static Map<String, String> site(WebsiteServer website) {
        return Map.of(
                "SITE_NAME", "shop",
                "AUTH_URL", website.url("/auth"),
                "AUTH_SCHEME", "Bearer",
                "API_KEY", KEY,
                "USER_ROOM_PREFIX", "user_");
    }

    private void untilKnown(URI base, String room) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> post(base, "{\"rooms\":\"" + room + "\",\"event\":\"hello\"}", "")
                        .contains("\"devices\":1"));
    }

    /** Posts 0, 1, 2, … each until it is accepted, and counts. */
    private void produce(URI base, String room, AtomicInteger accepted) {
        while (!enough) {
            int number = accepted.get();
            String body = "{\"rooms\":\"" + room + "\",\"event\":\"n\",\"args\":[{\"k\":" + number + "}]}";
            if (post(base, body, room + "-" + number).startsWith("200 ")) {
                accepted.incrementAndGet();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            } else if (enough) {
                // Whether this one was accepted nobody knows: it is not counted, and may arrive.
                return;
            } else {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    /** The answer; empty when there was none. */
    private String post(URI base, String body, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/send?site=shop"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("X-Api-Key", KEY)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static void assertArrived(CutOffDevice device, AtomicInteger accepted) {
        int count = accepted.get();
        await().atMost(Duration.ofSeconds(60)).until(() -> device.arrived().size() >= count);
        List<Integer> arrived = device.arrived();
        assertThat(device.faults()).isEmpty();
        assertThat(arrived)
                .as("in the order of acceptance, and nothing that was never sent")
                .isEqualTo(IntStream.range(0, arrived.size()).boxed().toList());
        assertThat(arrived.size()).isBetween(count, count + 1);
        assertThat(count).as("enough to mean something").isGreaterThan(KILLS * 5);
    }
}
