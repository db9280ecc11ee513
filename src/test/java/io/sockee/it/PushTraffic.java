package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.push.WebsiteServer;
import io.sockee.servers.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A website that sends without an end and its users' devices, which are cut off and acknowledge now and then; and the
 * comparison of what was accepted with what arrived. Meanwhile the test does to servers and databases what it likes.
 */
final class PushTraffic implements AutoCloseable {
    /** How often a test lets something fail: {@code -Dsockee.it.kills=200} does it more often than a build. */
    static final int FAULTS = Integer.getInteger("sockee.it.kills", 2);

    private static final int USERS = 3;
    private static final String KEY = "0123456789abcdef";

    /** What tells an answer that is late on a busy machine from one that never comes. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private record User(String room, CutOffDevice device, List<String> accepted) {}

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final WebsiteServer website = new WebsiteServer();
    private final List<User> users = new ArrayList<>();
    private final List<CompletableFuture<?>> senders = new ArrayList<>();
    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Random random = new Random(FAULTS);
    private int known;
    private volatile boolean enough;

    PushTraffic() {
        website.users(token -> List.of("user_" + token));
    }

    /** What tells a server of the website. */
    Map<String, String> site() {
        return Map.of(
                "SITE_NAME", "shop",
                "AUTH_URL", website.url("/auth"),
                "AUTH_SCHEME", "Bearer",
                "API_KEY", KEY,
                "USER_ROOM_PREFIX", "user_");
    }

    /** Begins with users of its own, whose devices go from one server to the other, as what is sent to them does. */
    void begin(URI... servers) {
        begin(List.of(servers), List.of(servers), false);
    }

    /**
     * Begins with users of its own. The servers run, and share a database.
     *
     * @param calm whether the devices stay where they connect first, and acknowledge everything
     */
    void begin(List<URI> ofWebsite, List<URI> ofDevices, boolean calm) {
        end();
        enough = false;
        for (int i = 0; i < USERS; i++) {
            int number = known++;
            CutOffDevice device = new CutOffDevice(ofDevices, "token=" + number + "&deviceId=d", number);
            if (calm) {
                device.calm();
            }
            users.add(new User("user_" + number, device, Collections.synchronizedList(new ArrayList<>())));
            threads.execute(device);
        }
        for (User user : users) {
            // A device that was never here gets nothing: first it has to be known.
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            post(ofWebsite.get(0), body(user, "hello", 0), "").contains("\"devices\":1"));
            senders.add(CompletableFuture.runAsync(() -> send(ofWebsite, user), threads));
        }
    }

    private static String body(User user, String event, int number) {
        return "{\"rooms\":\"" + user.room() + "\",\"event\":\"" + event + "\",\"args\":[{\"k\":" + number + "}]}";
    }

    /** Posts 0, 1, 2, … each until it is accepted, now to this server and now to that one. */
    private void send(List<URI> servers, User user) {
        for (int attempt = 0; !enough; attempt++) {
            int number = user.accepted().size();
            String answer =
                    post(servers.get(attempt % servers.size()), body(user, "n", number), user.room() + "-" + number);
            if (answer.startsWith("200 ")) {
                user.accepted().add(answer.replaceAll(".*\"ids\":\\[\"(\\w+)\".*", "$1"));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(15));
            } else { // whether the last one of all was accepted nobody knows: it is not counted, and may arrive
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    /** The answer's status and body; empty when there was none. */
    private String post(URI server, String body, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/send?site=shop"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("X-Api-Key", KEY)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answers.add(Integer.toString(response.statusCode()));
            if (response.statusCode() != 200) {
                refusals.incrementAndGet();
            }
            return response.statusCode() + " " + response.body();
        } catch (HttpTimeoutException e) {
            answers.add("none in time");
            refusals.incrementAndGet();
            return "";
        } catch (IOException e) {
            answers.add("none");
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** The statuses that have been answered so far; {@code none} where the connection broke, or {@code none in time}. */
    Set<String> answers() {
        return Set.copyOf(answers);
    }

    /** Waits until so many more messages have been accepted for each user, and then for a moment more. */
    void goesOn(int messages) {
        List<Integer> before =
                users.stream().map(user -> user.accepted().size()).toList();
        Progress.until(
                () -> IntStream.range(0, USERS)
                        .allMatch(i -> users.get(i).accepted().size() >= before.get(i) + messages),
                () -> users.stream().mapToInt(user -> user.accepted().size()).sum());
        moment();
    }

    /** Waits until some more have been refused, and then for a moment more. */
    void untilRefused() {
        int before = refusals.get();
        Progress.until(
                () -> refusals.get() > before + USERS,
                () -> refusals.get()
                        + users.stream()
                                .mapToInt(user -> user.accepted().size())
                                .sum());
        moment();
    }

    /** Waits for up to a second. */
    void moment() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1000)));
    }

    /** A server says that the database is away; what it refuses so must not arrive. */
    void assertRefused(URI server) {
        for (User user : users) {
            assertThat(post(server, body(user, CutOffDevice.REFUSED, 0), ""))
                    .startsWith("503 {\"error\":\"The database is not available. Nothing was accepted.");
        }
    }

    /** Ends, with servers and databases that run: what was accepted has arrived or does so now. */
    void assertEverythingArrives() {
        enough = true;
        senders.forEach(CompletableFuture::join);
        users.forEach(user -> user.device().calm());
        for (User user : users) {
            List<String> accepted = user.accepted();
            CutOffDevice device = user.device();
            Progress.until(
                    () -> device.arrived().size() >= accepted.size()
                            || !device.faults().isEmpty(),
                    () -> device.arrived().size());
            assertThat(device.faults()).isEmpty();
            List<Integer> arrived = device.arrived();
            assertThat(arrived)
                    .as("in the order of acceptance, and nothing that was never sent")
                    .isEqualTo(IntStream.range(0, arrived.size()).boxed().toList());
            assertThat(arrived.size()).isBetween(accepted.size(), accepted.size() + 1);
            assertThat(device.ids().subList(0, accepted.size()))
                    .as("under the ids that the website was told")
                    .isEqualTo(accepted);
            assertThat(accepted).isNotEmpty();
        }
    }

    /** How much it was. */
    @Override
    public String toString() {
        return users.stream().mapToInt(user -> user.accepted().size()).sum() + " messages accepted, answers "
                + new java.util.TreeSet<>(answers);
    }

    private void end() {
        enough = true;
        users.forEach(user -> user.device().end());
        senders.forEach(sender -> sender.exceptionally(failure -> null).join());
        users.clear();
        senders.clear();
    }

    @Override
    public void close() {
        end();
        threads.shutdownNow();
        website.close();
    }
}
