package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.databases.TestDatabase;
import io.sockee.push.WebsiteServer;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.RawWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The push gateway from end to end: a durable site, another one with the same rooms and devices, and a plain one. */
abstract class GatewaySuite {
    private static final String KEY = "the key of the shop";
    private static final String PREVIOUS_KEY = "the key that the shop had";
    private static final String OTHER_KEY = "the key of the bazaar";
    private static final String PLAIN_KEY = "the key of the forum";
    private static final String SETTINGS = "[\"_settings\",{\"device_ttl\":3600}]";
    private static final WebsiteServer WEBSITE = new WebsiteServer();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger USERS = new AtomicInteger(1000);

    /** Each test has a user of its own. */
    private final String user = "user_" + USERS.incrementAndGet();

    static WebArchive war(TestDatabase database) {
        String sites =
                """
                shop:
                  authUrl: %1$s
                  authScheme: Bearer
                  apiKey: ["%2$s", "%3$s"]
                  userRoomPrefix: user_
                  updateUserUrl: %4$s
                  publicChannel: public
                bazaar:
                  authUrl: %1$s
                  authScheme: Token
                  apiKey: %5$s
                  userRoomPrefix: user_
                forum:
                  authUrl: %1$s
                  authScheme: Bearer
                  apiKey: %6$s
                """.formatted(WEBSITE.url("/auth"), KEY, PREVIOUS_KEY, WEBSITE.url("/users/:id"), OTHER_KEY, PLAIN_KEY);
        return Deployments.war(Map.of("sockee.profile", "dev", "sockee.sites.file", file(sites)), database);
    }

    private static String file(String text) {
        try {
            Path file = Files.createTempFile("sites", ".yml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The website lets everybody in, into these rooms. */
    private static void rooms(String... rooms) {
        WEBSITE.page(200, "[\"" + String.join("\",\"", rooms) + "\"]");
    }

    private static EngineSocket open(String query) {
        EngineSocket socket = EngineSocket.open(
                RawWebSocket.to(Endpoint.socketIo(Deployments.base()), "EIO=4&transport=websocket&" + query));
        socket.handshake();
        return socket;
    }

    private static EngineSocket connect(String site, String query) {
        EngineSocket socket = open(query).send("40/" + site + ",");
        assertThat(socket.next()).startsWith("40/" + site + ",{\"sid\":");
        return socket;
    }

    /** A device of the shop's that has been greeted. */
    private static EngineSocket device(String query) {
        EngineSocket socket = connect("shop", "token=t&" + query);
        assertThat(event(socket)).isEqualTo(SETTINGS);
        return socket;
    }

    /** The next event, without its namespace and the number of its ack. */
    private static String event(EngineSocket socket) {
        return socket.next().replaceFirst("^42/\\w+,\\d*", "");
    }

    private static HttpResponse<String> send(String query, String type, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(Deployments.base() + "send" + (query.isEmpty() ? "" : "?" + query)))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return answer(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            OpenApi.DOCUMENT.check(response);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String post(String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("X-Api-Key", KEY));
        HttpResponse<String> response =
                send("site=shop", "application/json", Client.json(body), all.toArray(String[]::new));
        return response.statusCode() + " " + response.body();
    }

    // --- Connecting --------------------------------------------------------------------------------------------

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "401 | ~~ | Authentication failed",
                "403 | ~~ | Auth 403 error",
                "302 | ~~ | Auth 302 error",
                "200 | {} | Auth error: the answer is no list of rooms",
                "200 | [\"staff\"] | User is missing a private room",
            })
    @DisplayName("a client that its website does not let in is told why")
    void refused(int status, String body, String message) {
        WEBSITE.page(status, body);
        try (EngineSocket socket = open("token=t")) {
            assertThat(socket.send("40/shop,").next()).isEqualTo("44/shop,{\"message\":\"" + message + "\"}");
        }
    }

    @Test
    @DisplayName("a client brings token, device and meta by the query, or by the auth payload, which comes first")
    void credentials() {
        rooms(user);
        try (EngineSocket socket = open("token=a%20b&deviceId=d&meta=m1")) {
            socket.send("40/shop,");
            assertThat(socket.next()).startsWith("40/shop,");
        }
        try (EngineSocket socket = open("token=wrong")) {
            socket.send("40/shop,{\"token\":\"right\",\"meta\":\"m2\",\"deviceId\":\"e\"}");
            assertThat(socket.next()).startsWith("40/shop,");
        }
        assertThat(WEBSITE.seen())
                .contains(
                        new WebsiteServer.Seen("GET", "/auth", "Bearer a b", "m1", ""),
                        new WebsiteServer.Seen("GET", "/auth", "Bearer right", "m2", ""));
    }

    @Test
    @DisplayName("a query is one site's: no other site's website is told of its token")
    void queryOfOneSite() {
        rooms(user);
        try (EngineSocket socket = connect("shop", "token=of-the-shop-" + user)) {
            assertThat(event(socket)).isEqualTo(SETTINGS);
            socket.send("40/bazaar,");
            assertThat(socket.next()).startsWith("40/bazaar,");
        }
        assertThat(WEBSITE.seen()).noneMatch(seen -> ("Token of-the-shop-" + user).equals(seen.authorization()));
        assertThat(WEBSITE.seen()).anyMatch(seen -> ("Bearer of-the-shop-" + user).equals(seen.authorization()));
    }

    @Test
    @DisplayName("a website is told when its user comes and goes")
    void times() {
        rooms(user);
        String path = "/users/" + user.substring(5);
        try (EngineSocket phone = device("deviceId=phone")) {
            await().until(() ->
                    WEBSITE.seen().stream().anyMatch(seen -> seen.uri().equals(path)));
        }
        await().until(() ->
                WEBSITE.seen().stream().filter(seen -> seen.uri().equals(path)).count() == 2);
        List<WebsiteServer.Seen> told =
                WEBSITE.seen().stream().filter(seen -> seen.uri().equals(path)).toList();
        String time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
        assertThat(told.get(0).body())
                .matches("\\{\"id\":\"" + user.substring(5) + "\",\"user\":\\{\"last_connected\":\"" + time + "\"}}");
        assertThat(told.get(1).body()).contains("last_disconnected");
        assertThat(told).allMatch(seen -> seen.method().equals("PUT") && "Bearer t".equals(seen.authorization()));
    }

    // --- What websites post ------------------------------------------------------------------------------------

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "site=shop | ~~ | 400 | Missing query param 'site' or 'apiKey'.",
                "apiKey=x | ~~ | 400 | Missing query param 'site' or 'apiKey'.",
                "~~ | ~~ | 400 | Missing query param 'site' or 'apiKey'.",
                "site=shop&apiKey=wrong | ~~ | 401 | ApiKey invalid.",
                "site=nobody&apiKey=the%20key%20of%20the%20shop | ~~ | 401 | ApiKey invalid.",
                "site=bazaar&apiKey=the%20key%20of%20the%20shop | ~~ | 401 | ApiKey invalid.",
                "site=shop&apiKey=the%20key%20of%20the%20shop | ~~ | 400 | The body must be a JSON object.",
                "site=shop&apiKey=the%20key%20of%20the%20shop | {'event':'e'} | 400 | There are no rooms.",
                "site=shop&apiKey=the%20key%20of%20the%20shop | {'rooms':'r'} | 400 | There is no event: a text that names it.",
                "site=shop&apiKey=the%20key%20of%20the%20shop | {'rooms':'r','event':'e'} | 200 | OK",
                "site=shop&apiKey=the%20key%20that%20the%20shop%20had | {'rooms':'r','event':'e'} | 200 | OK",
                "site=forum&apiKey=the%20key%20of%20the%20forum | {'rooms':'r','event':'e'} | 200 | OK",
            })
    @DisplayName("a post is answered with its status and in plain text")
    void answers(String query, String body, int status, String text) {
        HttpResponse<String> response = send(query, "application/json", Client.json(body));
        assertThat(response.body()).isEqualTo(text);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
    }

    @Test
    @DisplayName("a post that is too large is refused")
    void large() {
        HttpResponse<String> response =
                send("site=shop", "application/json", "{\"x\":\"" + "x".repeat(1_100_000) + "\"}", "X-Api-Key", KEY);
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    @DisplayName("whoever asks for JSON is told what has become of it")
    void json() {
        rooms(user, "team" + user);
        try (EngineSocket phone = device("deviceId=phone");
                EngineSocket tablet = device("deviceId=tablet")) {
            String answer =
                    post("{'rooms':['team" + user + "','" + user + "'],'event':'e'}", "Accept", "application/json");
            assertThat(answer).matches("200 \\{\"ids\":\\[\"\\w{26}\"],\"rooms\":\\[\"" + user + "\"],\"devices\":2}");
            assertThat(event(phone)).isEqualTo("[\"e\"]");
            assertThat(event(tablet)).isEqualTo("[\"e\"]");
        }
        assertThat(post("{'event':'e'}", "Accept", "application/json"))
                .isEqualTo("400 {\"error\":\"There are no rooms.\"}");
    }

    @Test
    @DisplayName("a form is as good as JSON, as Rails, PHP and jQuery write it")
    void form() {
        rooms(user);
        try (EngineSocket phone = device("deviceId=phone")) {
            String body = "rooms%5B%5D=" + user + "&event=update_store&args%5B%5D=user&args%5B1%5D%5Bid%5D=1";
            HttpResponse<String> response =
                    send("site=shop", "application/x-www-form-urlencoded; charset=UTF-8", body, "X-Api-Key", KEY);
            assertThat(response.body()).isEqualTo("OK");
            assertThat(event(phone)).isEqualTo("[\"update_store\",\"user\",{\"id\":\"1\"}]");
        }
    }

    @Test
    @DisplayName("a request that is repeated with its key is delivered once and answered the same")
    void repeated() {
        rooms(user);
        try (EngineSocket phone = device("deviceId=phone")) {
            String body = "{'rooms':'" + user + "','event':'once'}";
            String[] headers = {"Idempotency-Key", "k-" + user, "Accept", "application/json"};
            String first = post(body, headers);
            assertThat(first).startsWith("200 ");
            assertThat(post(body, headers)).isEqualTo(first);
            assertThat(post("{'rooms':'" + user + "','event':'other'}", headers))
                    .startsWith("422 ");
            post("{'rooms':'" + user + "','event':'last'}");
            assertThat(event(phone)).isEqualTo("[\"once\"]");
            assertThat(event(phone)).isEqualTo("[\"last\"]");
        }
    }

    @Test
    @DisplayName("the server says that it is there")
    void health() {
        HttpResponse<String> response =
                answer(HttpRequest.newBuilder(Deployments.base().resolve("/healthcheck")));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("ok");
    }

    // --- Delivery ----------------------------------------------------------------------------------------------

    @Test
    @DisplayName("what a device has not acknowledged comes again in one batch, and what it has does not")
    void batch() {
        rooms(user);
        try (EngineSocket phone = device("deviceId=phone")) {
            post("{'rooms':'" + user + "','event':'a','args':[1]}");
            post("{'rooms':'" + user + "','event':'b','args':[2]}");
            assertThat(phone.next()).isEqualTo("42/shop,0[\"a\",1]");
            assertThat(phone.next()).isEqualTo("42/shop,1[\"b\",2]");
            phone.send("43/shop,0[]");
        }
        post("{'rooms':'" + user + "','event':'c','args':{'x':1.0e0}}");
        try (EngineSocket phone = device("deviceId=phone")) {
            assertThat(phone.next()).isEqualTo("42/shop,0[\"_batch\",[[\"b\",2],[\"c\",{\"x\":1.0e0}]]]");
            post("{'rooms':'" + user + "','event':'d'}");
            assertThat(phone.next()).isEqualTo("42/shop,1[\"d\"]");
            phone.send("43/shop,0[]");
        }
        try (EngineSocket phone = device("deviceId=phone&deliveryIds=1")) {
            assertThat(phone.next()).matches("42/shop,0\\[\"_batch\",\\[\\[\"d\",\\{\"_id\":\"\\w{26}\"}]]]");
            phone.send("43/shop,0[]");
        }
        try (EngineSocket phone = device("deviceId=phone")) {
            post("{'rooms':'" + user + "','event':'z'}");
            assertThat(event(phone)).as("nothing waited any more").isEqualTo("[\"z\"]");
        }
    }

    @Test
    @DisplayName("each device of a user has its own queue; the newest socket speaks for a device")
    void devices() {
        rooms(user);
        device("deviceId=tablet").close();
        try (EngineSocket first = device("deviceId=phone");
                EngineSocket second = device("deviceId=phone")) {
            post("{'rooms':'" + user + "','event':'a'}");
            assertThat(event(second)).isEqualTo("[\"a\"]");
            second.send("43/shop,0[]");
            first.send("40/nowhere,");
            assertThat(first.next()).startsWith("44/nowhere,");
        }
        try (EngineSocket tablet = device("deviceId=tablet")) {
            assertThat(event(tablet)).isEqualTo("[\"_batch\",[[\"a\"]]]");
        }
    }

    @Test
    @DisplayName("answers out of order bring one _resync, where the website asked for that")
    void resync() {
        rooms(user);
        try (EngineSocket phone = device("deviceId=phone")) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> response = send(
                        "site=shop&resync=true",
                        "application/json",
                        Client.json("{'rooms':'" + user + "','event':'a','args':" + i + "}"),
                        "X-Api-Key",
                        KEY);
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(event(phone)).isEqualTo("[\"a\"," + i + "]");
            }
            phone.send("43/shop,1[]");
            assertThat(event(phone)).isEqualTo("[\"_resync\",{\"reason\":\"out of order\",\"event\":\"a\"}]");
            phone.send("43/shop,0[]").send("43/shop,2[]");
            post("{'rooms':'" + user + "','event':'b'}");
            assertThat(event(phone)).isEqualTo("[\"b\"]");
        }
    }

    @Test
    @DisplayName("more than may wait brings a _resync, and what comes after it")
    void full() {
        rooms(user);
        device("deviceId=phone").close();
        String large = "\"" + "x".repeat(900_000) + "\"";
        for (int i = 0; i < 6; i++) {
            assertThat(post("{'rooms':'" + user + "','event':'e" + i + "','args':[" + large + "]}"))
                    .isEqualTo("200 OK");
        }
        try (EngineSocket phone = device("deviceId=phone")) {
            assertThat(event(phone)).isEqualTo("[\"_resync\",{\"reason\":\"queue full\"}]");
            assertThat(event(phone)).startsWith("[\"_batch\",[[\"e4\",");
        }
    }

    @Test
    @DisplayName("whoever has no room of their own is reached by the public one")
    void publicChannel() {
        String room = "public";
        rooms(room);
        try (EngineSocket visitor = device("deviceId=visitor" + user)) {
            assertThat(post("{'rooms':'" + room + "','event':'hello','args':'" + user + "'}"))
                    .isEqualTo("200 OK");
            await().until(() -> event(visitor).equals("[\"hello\",\"" + user + "\"]"));
        }
    }

    @Test
    @DisplayName("a site without private rooms sends to who is there, and keeps nothing")
    void plain() {
        rooms("lounge" + user, "bar");
        try (EngineSocket guest = connect("forum", "token=t")) {
            HttpResponse<String> response = send(
                    "site=forum",
                    "application/json",
                    Client.json("{'rooms':['lounge" + user + "','bar'],'event':'hi','args':['a','b']}"),
                    "X-Api-Key",
                    PLAIN_KEY,
                    "Accept",
                    "application/json");
            assertThat(response.body()).contains("\"devices\":0");
            assertThat(guest.next()).isEqualTo("42/forum,[\"hi\",\"a\",\"b\"]");
        }
    }

    @Test
    @DisplayName("no site's rooms, devices or keys reach another's, whatever they are called")
    void isolation() {
        Random random = new Random(7);
        for (int i = 0; i < 10; i++) {
            String room = "user_" + Integer.toString(random.nextInt(1_000_000), 36) + user;
            rooms(room, "shared");
            try (EngineSocket mine = device("deviceId=d");
                    EngineSocket other = connect("bazaar", "token=t&deviceId=d")) {
                assertThat(event(other)).isEqualTo(SETTINGS);
                assertThat(post("{'rooms':['" + room + "'],'event':'secret'}")).isEqualTo("200 OK");
                assertThat(event(mine)).isEqualTo("[\"secret\"]");
                HttpResponse<String> theirs = send(
                        "site=bazaar",
                        "application/json",
                        Client.json("{'rooms':['" + room + "'],'event':'theirs'}"),
                        "X-Api-Key",
                        OTHER_KEY,
                        "Idempotency-Key",
                        "same");
                assertThat(theirs.statusCode()).isIn(200, 422);
                if (theirs.statusCode() == 200) {
                    assertThat(event(other)).isEqualTo("[\"theirs\"]");
                }
            }
        }
    }

    @Test
    @DisplayName("no token, key or payload is in the log")
    void log() {
        rooms(user);
        String secret = "secret" + user + "x";
        try (EngineSocket phone = connect("shop", "token=" + secret + "&deviceId=phone&meta=" + secret)) {
            assertThat(event(phone)).isEqualTo(SETTINGS);
            post("{'rooms':'" + user + "','event':'a','args':'" + secret + "'}", "Idempotency-Key", secret);
            assertThat(event(phone)).contains(secret);
        }
        send("site=shop&apiKey=" + secret, "application/json", secret);
        assertThat(ServerLog.lines(secret)).isEmpty();
        assertThat(ServerLog.lines(KEY)).isEmpty();
    }
}
