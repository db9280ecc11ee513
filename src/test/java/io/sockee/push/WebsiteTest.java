package io.sockee.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sockee.api.RefusedException;
import io.sockee.connection.ManualTimers;
import io.sockee.connection.RealTimers;
import io.sockee.push.UserTimes.What;
import io.sockee.site.Site;
import io.sockee.site.SitesSource;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A site's own server, as it is asked; it may be anything. */
@DisplayName("A website")
class WebsiteTest {
    private static final Credentials ANN = new Credentials(Optional.of("12345"), "", Optional.of("blue"), false);

    private final WebsiteServer server = new WebsiteServer();
    private final RealTimers timers = new RealTimers();
    private final WebsiteSettings settings =
            new WebsiteSettings(Duration.ofSeconds(1), Duration.ofMillis(700), 2, 3, false);

    /** For what waits on purpose: the machine may be busy. */
    private final WebsiteSettings patient =
            new WebsiteSettings(Duration.ofSeconds(20), Duration.ofSeconds(20), 2, 3, false);

    @AfterEach
    void stop() {
        server.close();
        timers.close();
    }

    private Website website(String url, WebsiteSettings with) {
        return new Website(site(url), HttpClient.newHttpClient(), ForkJoinPool.commonPool(), timers, with);
    }

    private Website website() {
        return website(server.url("/auth?x=1"), settings);
    }

    private Site site(String url) {
        Map<String, String> variables = Map.of(
                "SITE_NAME", "shop",
                "AUTH_URL", url,
                "AUTH_SCHEME", "Bearer",
                "API_KEY", "0123456789abcdef",
                "USER_ROOM_PREFIX", "user_",
                "UPDATE_USER_URL", server.url("/users/:id/times"));
        return SitesSource.read(name -> Optional.ofNullable(variables.get(name)), Optional.empty(), unsafe -> {})
                .ofNamespace("/shop")
                .orElseThrow();
    }

    private static void assertRefused(CompletionStage<?> stage, String message) {
        assertThatThrownBy(() -> stage.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(RefusedException.class)
                .hasMessage(message);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"401, false", "403, false", "404, false", "429, true", "500, true", "503, true"})
    @DisplayName("refuses for now, where its failure may pass by itself")
    void passes(int status, boolean passes) {
        server.page(status, "[]");
        assertThat(again(website().rooms(ANN))).isEqualTo(passes);
    }

    /** Whether the client is told to ask again. */
    private static boolean again(CompletionStage<?> stage) {
        Throwable refusal = stage.handle((rooms, failure) -> failure.getCause())
                .toCompletableFuture()
                .join();
        Object data = ((RefusedException) refusal).data();
        assertThat(data).isIn(null, Map.of(RefusedException.RETRY_AFTER, 5L));
        return data != null;
    }

    @Test
    @DisplayName("is asked with the token in its scheme and the meta, and answers with rooms")
    void rooms() {
        server.page(200, "[\"user_1\",\"staff\",\"staff\"]");
        assertThat(website().rooms(ANN).toCompletableFuture().join()).containsExactly("user_1", "staff");
        assertThat(server.seen())
                .containsExactly(new WebsiteServer.Seen("GET", "/auth?x=1", "Bearer 12345", "blue", ""));
    }

    @Test
    @DisplayName("is asked without either when the client brings none")
    void nobody() {
        server.page(200, "[\"public\"]");
        Credentials nobody = new Credentials(Optional.empty(), "", Optional.empty(), false);
        assertThat(website().rooms(nobody).toCompletableFuture().join()).containsExactly("public");
        assertThat(server.seen()).containsExactly(new WebsiteServer.Seen("GET", "/auth?x=1", null, null, ""));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "401 | ~~ | Authentication failed",
                "403 | [] | Auth 403 error",
                "302 | ~~ | Auth 302 error",
                "500 | [] | Auth 500 error",
                "201 | [\"r\"] | Auth 201 error",
                "200 | ~~ | Auth error: the answer is no list of rooms",
                "200 | {} | Auth error: the answer is no list of rooms",
                "200 | \"r\" | Auth error: the answer is no list of rooms",
                "200 | [4] | Auth error: the answer is no list of rooms: 4 is no text. Rooms are, as in [\"user_8\"]",
                "200 | [\"r\", null] | Auth error: the answer is no list of rooms: null is no text. Rooms are, as in [\"user_8\"]",
                "200 | [{\"name\":\"a room with a long, long name\",\"id\":1}] | Auth error: the answer is no list of rooms: {\"name\":\"a room with a long, long name\",… is no text. Rooms are, as in [\"user_8\"]",
                "200 | [\"\"] | Auth error: the answer is no list of rooms: \"\" cannot be a room's name",
                "200 | [\"r\" | Auth error: the answer is no list of rooms",
                "200 | <html> | Auth error: the answer is no list of rooms",
            })
    @DisplayName("that answers anything else keeps the client out")
    void otherAnswers(int status, String body, String message) {
        server.page(exchange -> {
            exchange.getResponseHeaders().add("Location", server.url("/elsewhere"));
            WebsiteServer.answer(exchange, status, body);
        });
        assertRefused(website().rooms(ANN), message);
        assertThat(server.seen()).as("no redirect is followed").hasSize(1);
    }

    @Test
    @DisplayName(
            "is asked no more after the end, and nothing is kept by which it was: a thread of the JDK's ends with that")
    void end() {
        HttpClient http = HttpClient.newHttpClient();
        WeakReference<HttpClient> kept = new WeakReference<>(http);
        Website website = new Website(site(server.url("/auth")), http, ForkJoinPool.commonPool(), timers, settings);
        http = null;
        website.end();
        assertThatThrownBy(() -> website.rooms(ANN).toCompletableFuture().join())
                .cause()
                .isInstanceOf(RefusedException.class);
        assertThat(server.seen()).isEmpty();
        await().until(() -> {
            System.gc();
            return kept.get() == null;
        });
    }

    @Test
    @DisplayName("that answers with too much is cut off")
    void huge() {
        server.page(200, "[\"" + "r".repeat(2_000_000) + "\"]");
        CompletionStage<?> rooms = website().rooms(ANN);
        assertRefused(rooms, "Auth error: the answer is too large");
        assertThat(again(rooms)).isFalse();
    }

    @Test
    @DisplayName("that does not answer in time, or not to the end, is given up")
    void slow() {
        CountDownLatch end = new CountDownLatch(1);
        server.page(exchange -> hang(end));
        CompletionStage<?> rooms = website().rooms(ANN);
        assertRefused(rooms, "Auth error: no answer in time");
        assertThat(again(rooms)).isTrue();
        server.page(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush();
            hang(end);
        });
        assertRefused(website().rooms(ANN), "Auth error: no answer in time");
        end.countDown();
    }

    private static void hang(CountDownLatch end) throws IOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    @DisplayName("that is not there is told, and after a few times left alone for a while")
    void dead() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Website dead = website("http://127.0.0.1:" + port + "/", settings);
        for (int i = 0; i < 5; i++) {
            assertRefused(dead.rooms(ANN), "Auth error: no connection");
        }
        assertRefused(dead.rooms(ANN), "Auth error: the website does not answer; try again later");
    }

    @Test
    @DisplayName("that fails is left alone, and asked again after that")
    void breaker() {
        server.page(503, "");
        Website website = website();
        for (int i = 0; i < 5; i++) {
            assertRefused(website.rooms(ANN), "Auth 503 error");
        }
        int asked = server.seen().size();
        assertRefused(website.rooms(ANN), "Auth error: the website does not answer; try again later");
        assertThat(server.seen()).hasSize(asked);
        server.page(200, "[\"r\"]");
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                website.rooms(ANN).toCompletableFuture().join())
                        .containsExactly("r"));
    }

    @Test
    @DisplayName("that turns clients away is well, and goes on being asked")
    void unauthorizedIsNoFailure() {
        server.page(401, "");
        Website website = website();
        for (int i = 0; i < 10; i++) {
            assertRefused(website.rooms(ANN), "Authentication failed");
        }
    }

    @Test
    @DisplayName("has so many calls under way, so many that wait, and no more")
    void bounded() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        server.page(exchange -> {
            int unused = most.accumulateAndGet(now.incrementAndGet(), Math::max);
            hang(end);
            now.decrementAndGet();
            WebsiteServer.answer(exchange, 200, "[\"r\"]");
        });
        Website website = website(
                server.url("/"), new WebsiteSettings(Duration.ofSeconds(1), Duration.ofSeconds(20), 2, 3, false));
        List<CompletionStage<List<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(website.rooms(ANN));
        }
        assertRefused(website.rooms(ANN), "Auth error: too many wait; try again later");
        end.countDown();
        calls.forEach(call -> assertThat(call.toCompletableFuture().join()).containsExactly("r"));
        assertThat(most).hasValueLessThanOrEqualTo(2);
    }

    @ParameterizedTest(name = "dead: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "that is dead, or fails in between, answers each of ten thousand clients, and the first one after its return")
    void storm(boolean isDead) throws Exception {
        AtomicBoolean well = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        server.page(exchange -> {
            boolean fails = !well.get() && (isDead || asked.incrementAndGet() % 100 > 80);
            WebsiteServer.answer(exchange, fails ? 500 : 200, "[\"r\"]");
        });
        WebsiteSettings many = new WebsiteSettings(Duration.ofSeconds(5), Duration.ofSeconds(10), 50, 10_000, false);
        Website website = website(server.url("/"), many);
        List<CompletableFuture<String>> clients = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            clients.add(website.rooms(ANN)
                    .handle((rooms, failure) -> failure == null ? "in" : failure.getMessage())
                    .toCompletableFuture());
        }
        CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        assertThat(clients.stream().map(CompletableFuture::join).distinct())
                .contains(RefusedException.class.getName()
                        + ": Auth error: the website does not answer; try again later");
        assertThat(website.underWay()).as("no place is lost").isZero();
        well.set(true);
        await().atMost(Duration.ofSeconds(15))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                website.rooms(ANN).toCompletableFuture().join())
                        .containsExactly("r"));
    }

    @Test
    @DisplayName("in a private network is not asked, where that is configured")
    void privateNetwork() {
        server.page(200, "[\"r\"]");
        Website website =
                website(server.url("/"), new WebsiteSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), 2, 3, true));
        assertRefused(website.rooms(ANN), "Auth error: the website's address is not public");
        assertThat(server.seen()).isEmpty();
    }

    @Test
    @DisplayName("that could not be asked is asked again later, whatever the reason")
    void rejected() {
        AtomicBoolean rejects = new AtomicBoolean();
        Executor executor = task -> {
            if (rejects.get()) {
                throw new RejectedExecutionException();
            }
            task.run();
        };
        Website website = new Website(
                site(server.url("/")),
                HttpClient.newHttpClient(),
                executor,
                timers,
                new WebsiteSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), 2, 3, true));
        String answer = "Auth error: the website's address is not public";
        for (int i = 0; i < 5; i++) {
            assertRefused(website.rooms(ANN), answer);
        }
        rejects.set(true);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertRefused(website.rooms(ANN), "Auth error: too many wait; try again later"));
        rejects.set(false);
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertRefused(website.rooms(ANN), answer));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "127.0.0.1, false",
        "10.1.2.3, false",
        "192.168.0.1, false",
        "172.16.0.1, false",
        "172.32.0.1, true",
        "169.254.169.254, false",
        "100.64.0.1, false",
        "100.128.0.1, true",
        "0.0.0.0, false",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "198.18.0.1, false",
        "93.184.216.34, true",
        "::1, false",
        "fe80::1, false",
        "fd00::1, false",
        "64:ff9b::7f00:1, false",
        "::ffff:127.0.0.1, false",
        "2002:7f00:1::, false",
        "2606:4700::1, true",
    })
    @DisplayName("has a public address or not")
    void addresses(String address, boolean isPublic) throws IOException {
        assertThat(PublicAddresses.areAllOf(address)).isEqualTo(isPublic);
    }

    @Test
    @DisplayName("does not get a token that no header can have")
    void tokenThatIsNone() {
        Credentials bad = new Credentials(Optional.of("a\r\nX-Admin: 1"), "", Optional.empty(), false);
        assertRefused(website().rooms(bad), "Authentication failed");
        assertThat(server.seen()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"tökén", "tok\u20acn", "tok\ud83d\ude00n", "tok\u007fn", "tok\u0085n"})
    @DisplayName(
            "does not get another token than the client's: one with letters that no header has is refused with the reason")
    void tokenOfOtherLetters(String token) {
        assertRefused(
                website().rooms(new Credentials(Optional.of(token), "", Optional.empty(), false)),
                "Authentication failed: the token has characters that no HTTP header can have");
        assertRefused(
                website().rooms(new Credentials(Optional.of("t"), "", Optional.of(token), false)),
                "Authentication failed: the meta has characters that no HTTP header can have");
        assertRefused(
                website().rooms(new Credentials(Optional.of("token "), "", Optional.empty(), false)),
                "Authentication failed: the token has a blank at one of its ends");
        assertThat(server.seen()).isEmpty();
    }

    @Test
    @DisplayName("gets meta in JSON as the same JSON, in letters that a header has")
    void metaOfOtherLetters() {
        server.page(200, "[\"r\"]");
        String meta = "{\"name\": \"J\u00f6rg \ud83d\ude00\"}";
        assertThat(website()
                        .rooms(new Credentials(Optional.of("t"), "", Optional.of(meta), false))
                        .toCompletableFuture()
                        .join())
                .containsExactly("r");
        assertThat(server.seen().get(0).meta()).isEqualTo("{\"name\": \"J\\u00f6rg \\ud83d\\ude00\"}");
    }

    @Test
    @DisplayName("is told when a user comes and goes, and again when it has not heard")
    void times() {
        ManualTimers timers = new ManualTimers();
        UserTimes times = new UserTimes(site(server.url("/")), website(), timers);
        AtomicInteger failures = new AtomicInteger(1);
        server.page(exchange -> WebsiteServer.answer(exchange, failures.getAndDecrement() > 0 ? 500 : 204, ""));
        times.tell(What.CONNECTED, "user_8 ü", ANN, Instant.parse("2015-05-06T07:49:29.196Z"));
        await().until(() -> server.seen().size() == 1);
        await().until(() -> timers.size() == 1);
        timers.pass(1001);
        await().until(() -> server.seen().size() == 2);
        assertThat(server.seen().get(1))
                .isEqualTo(new WebsiteServer.Seen(
                        "PUT",
                        "/users/8%20%C3%BC/times",
                        "Bearer 12345",
                        "blue",
                        "{\"id\":\"8 ü\",\"user\":{\"last_connected\":\"2015-05-06T07:49:29.196Z\"}}"));
        times.tell(What.DISCONNECTED, "user_8", ANN, Instant.parse("2015-05-06T07:49:30Z"));
        await().until(() -> server.seen().size() == 3);
        assertThat(server.seen().get(2).body())
                .isEqualTo("{\"id\":\"8\",\"user\":{\"last_disconnected\":\"2015-05-06T07:49:30.000Z\"}}");
        times.tell(What.CONNECTED, "public", ANN, Instant.parse("2015-05-06T07:49:30Z"));
        assertThat(timers.size()).isZero();
    }

    @Test
    @DisplayName("is told of a user in order, however long it takes, and of what is past no more")
    void timesInOrder() {
        ManualTimers timers = new ManualTimers();
        UserTimes times = new UserTimes(site(server.url("/")), website(server.url("/"), patient), timers);
        CountDownLatch answers = new CountDownLatch(1);
        server.page(exchange -> {
            try {
                answers.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            WebsiteServer.answer(exchange, 204, "");
        });
        Instant start = Instant.parse("2015-05-06T07:49:30Z");
        for (int i = 0; i < 3; i++) { // the first is under way, what is between it and the last is past
            times.tell(What.CONNECTED, "user_8", ANN, start.plusSeconds(2L * i));
            times.tell(What.DISCONNECTED, "user_8", ANN, start.plusSeconds(2L * i + 1));
        }
        times.tell(What.CONNECTED, "user_9", ANN, start);
        await("another user does not wait").until(() -> server.seen().size() == 2);
        answers.countDown();
        await().until(() -> server.seen().size() == 4);
        assertThat(toldOf("8"))
                .containsExactly(
                        "{'last_connected':'2015-05-06T07:49:30.000Z'}",
                        "{'last_connected':'2015-05-06T07:49:34.000Z'}",
                        "{'last_disconnected':'2015-05-06T07:49:35.000Z'}");
    }

    @Test
    @DisplayName("is not told again of what has become old meanwhile")
    void oldTimes() {
        ManualTimers timers = new ManualTimers();
        UserTimes times = new UserTimes(site(server.url("/")), website(), timers);
        AtomicBoolean hears = new AtomicBoolean();
        server.page(exchange -> WebsiteServer.answer(exchange, hears.get() ? 204 : 500, ""));
        Instant start = Instant.parse("2015-05-06T07:49:30Z");
        times.tell(What.CONNECTED, "user_8", ANN, start);
        await().until(() -> timers.size() == 1);
        times.tell(What.DISCONNECTED, "user_8", ANN, start.plusSeconds(1));
        times.tell(What.CONNECTED, "user_8", ANN, start.plusSeconds(2));
        hears.set(true);
        timers.pass(1001);
        await().until(() -> server.seen().size() == 3);
        assertThat(toldOf("8"))
                .containsExactly(
                        "{'last_connected':'2015-05-06T07:49:30.000Z'}",
                        "{'last_disconnected':'2015-05-06T07:49:31.000Z'}",
                        "{'last_connected':'2015-05-06T07:49:32.000Z'}");
        assertThat(timers.size()).isZero();
    }

    private List<String> toldOf(String id) {
        return server.seen().stream()
                .filter(seen -> seen.uri().equals("/users/" + id + "/times"))
                .map(seen -> seen.body().replace('"', '\'').replaceAll("^.*'user':(.*)}$", "$1"))
                .toList();
    }
}
