package io.sockee.it;

import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Handshake;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.RawWebSocket;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions and their ids, on the wire. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@DisplayName("A session")
class SessionsIT {
    private static final String HERE = "/sessions";
    private static final String POLLING = "EIO=4&transport=polling";
    private static final String WEB_SOCKET = "EIO=4&transport=websocket";
    private static final String UNKNOWN = "sockee-session=" + "a".repeat(43);
    private static final String ELSEWHERE = "http://elsewhere.example.org";

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    private static Endpoint socketIo() {
        return Endpoint.socketIo(Deployments.base());
    }

    private static HttpReply request(String method, Endpoint endpoint, String query, String... fields) {
        try (RawHttp http = RawHttp.connect(endpoint)) {
            return http.head(method, query, fields).read();
        }
    }

    /** How a connection by polling is opened; then it ends, and does not stay on the server until its heartbeat. */
    private static HttpReply polled(String... fields) {
        HttpReply opened = request("GET", socketIo(), POLLING, fields);
        String session = POLLING + "&sid=" + Handshake.parse(opened.body()).sid();
        assertThat(new EngineHttp(socketIo()).post(session, "1").status()).isEqualTo(200);
        return opened;
    }

    private static HttpReply action(String name, String query, String... fields) {
        return request("GET", socketIo().at("/api/kept/" + name), query, fields);
    }

    private static HttpReply exchange(String... fields) {
        return request("POST", socketIo().at("/sockee/session"), "", fields);
    }

    private static List<String> cookies(HttpReply reply) {
        return reply.headers().getOrDefault("set-cookie", List.of()).stream()
                .filter(cookie -> cookie.startsWith("sockee-session="))
                .toList();
    }

    /** The name and the value of the session's cookie. */
    private static String cookie(HttpReply reply) {
        List<String> cookies = cookies(reply);
        assertThat(cookies).hasSize(1);
        assertThat(cookies.get(0))
                .matches("sockee-session=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000");
        return cookies.get(0).replaceFirst(";.*", "");
    }

    private static EngineSocket webSocket(String cookie, String... origin) {
        RawWebSocket.Request request = RawWebSocket.to(socketIo(), WEB_SOCKET);
        RawWebSocket.Request with = cookie.isEmpty() ? request : request.header("Cookie", "a=b; " + cookie);
        return EngineSocket.open(origin.length == 0 ? with : with.header("Origin", origin[0]));
    }

    /** A client whose session has the name that is said. */
    private static Client back(Client client, String name, int rooms) {
        assertThat(client.next()).isEqualTo("[\"back\",\"" + name + "\"," + rooms + "]");
        return client;
    }

    private static Client join(EngineSocket socket, String auth, String name, int rooms) {
        return back(Client.join(socket, HERE, auth), name, rooms);
    }

    /** The token in an event that comes next. */
    private static String token(Client client) {
        String event = client.next();
        assertThat(event).matches("\\[\"sockee:session\",\\{\"token\":\"[\\w-]{43}\"}]");
        return AuthHttp.token(event);
    }

    private static String auth(String token) {
        return "{'session':'" + token + "'}";
    }

    /** Puts a name into a session whose client has not shown its id; returns the id. */
    private static String put(Client client, String name) {
        client.ask("put", "'name'", "'" + name + "'");
        String token = token(client);
        assertThat(client.next()).isEqualTo(ok("null"));
        return token;
    }

    @Test
    @DisplayName("has its id in a cookie, whichever way the connection is opened")
    void cookies() {
        assertThat(cookie(polled())).isNotEqualTo(cookie(polled()));
        assertThat(cookie(RawWebSocket.to(socketIo(), WEB_SOCKET).attempt())).isNotEmpty();
    }

    @Test
    @DisplayName("is found again by the cookie, with its channels joined")
    void reload() {
        String cookie = cookie(polled());
        try (EngineSocket before = webSocket(cookie)) {
            Client client = join(before, "", "nobody", 1);
            assertThat(client.call("put", "'name'", "'Ann'"))
                    .isEqualTo(ok("null")); // it has shown that it knows the id
            assertThat(client.call("subscribe", "'news'")).isEqualTo(ok("null"));
        }
        try (EngineSocket after = webSocket(cookie);
                Client other = join(webSocket(""), "", "nobody", 1)) {
            Client client = join(after, "", "Ann", 2);
            assertThat(other.call("publish", "'news'", "'rain'")).isEqualTo(ok("false"));
            assertThat(client.next()).isEqualTo("[\"news\",\"rain\"]");
            assertThat(cookies(RawWebSocket.to(socketIo(), WEB_SOCKET)
                            .header("Cookie", cookie)
                            .attempt()))
                    .isEmpty();
            assertThat(cookies(polled("Cookie: " + cookie))).isEmpty();
        }
    }

    @Test
    @DisplayName("is found again by the token that the client was told")
    void token() {
        String token;
        try (Client client = join(webSocket(""), "", "nobody", 1)) {
            token = put(client, "Bob");
            assertThat(client.call("put", "'size'", "'L'")).isEqualTo(ok("null")); // it has been told
        }
        try (Client client = join(webSocket(UNKNOWN), auth(token), "Bob", 1)) {
            assertThat(client.call("get", "'size'")).isEqualTo(ok("'L'"));
        }
    }

    @Test
    @DisplayName("is in the console's list with its channels, not with its id and data, for those who may look")
    void listed() {
        try (Client client = join(webSocket(""), "", "nobody", 1)) {
            String token = put(client, "Zoe");
            assertThat(client.call("subscribe", "'of zoe'")).isEqualTo(ok("null"));
            assertThat(list("sessions", "").status()).isEqualTo(401);
            assertThat(list("sessions", "Authorization: Basic " + base64("ann:b"))
                            .status())
                    .isEqualTo(401);
            HttpReply listed = list("sessions", "Authorization: Basic " + base64("ann:a"));
            assertThat(listed.status()).isEqualTo(200);
            assertThat(listed.body())
                    .contains("\"channels\":[\"of zoe\"],\"sockets\":1")
                    .doesNotContain(token)
                    .doesNotContain("Zoe");
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "'', 401",
        "Authorization: Basic YW5uOmI=, 401", // ann:b
        "Authorization: Basic YW5uOmE=, 200", // ann:a
        "X-Test-Login: servbob:secret, 403",
        "X-Test-Login: servann:secret, 200",
    })
    @DisplayName(
            "is shown by the console, as all else is, to those alone who have the role; the page, which asks for a token, to all")
    void console(String login, int status) {
        for (String what : List.of("calls", "overview", "sockets", "users", "rooms", "sessions", "devices")) {
            assertThat(list(what, login).status()).as(what).isEqualTo(status);
        }
        assertThat(request("GET", socketIo().at("/sockee/console/"), "").status())
                .isEqualTo(200);
    }

    private static HttpReply list(String name, String field) {
        Endpoint data = socketIo().at("/sockee/console/data/" + name);
        return field.isEmpty() ? request("GET", data, "") : request("GET", data, "", field);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("is never one whose id is not known, and polling gets another cookie at once")
    void unknown() {
        assertThat(cookie(polled("Cookie: " + UNKNOWN))).isNotEqualTo(UNKNOWN);
        try (Client client = join(webSocket(UNKNOWN), auth("b".repeat(43)), "nobody", 1)) {
            assertThat(put(client, "Cid")).isNotEqualTo("a".repeat(43)).isNotEqualTo("b".repeat(43));
        }
        try (Client client = join(webSocket(UNKNOWN), "", "nobody", 1)) {
            assertThat(client.call("channels")).isEqualTo(ok("[]"));
        }
    }

    @Test
    @DisplayName("is not the browser's where a page is let in only as any page is")
    void foreign() {
        String cookie;
        try (Client client = join(webSocket(""), "", "nobody", 1)) {
            cookie = cookie(exchange("Sockee-Session: " + put(client, "Dan")));
        }
        try (Client client = join(webSocket(cookie, ELSEWHERE), "", "nobody", 1)) {
            assertThat(client.call("get", "'name'")).isEqualTo(ok("null"));
        }
        assertThat(cookies(polled("Origin: " + ELSEWHERE))).isEmpty();
        assertThat(action("name", "", "Cookie: " + cookie).body()).isEqualTo("\"Dan\"");
        assertThat(action("name", "", "Cookie: " + cookie, "Origin: " + ELSEWHERE)
                        .body())
                .isEqualTo("\"nobody\"");
        assertThat(cookies(action("put", "name=Dan", "Origin: " + ELSEWHERE))).isEmpty();
    }

    @Test
    @DisplayName("has its id exchanged for the cookie by a header that only trusted pages can send")
    void exchanges() {
        try (Client client = join(webSocket(""), "", "nobody", 1)) {
            String token = put(client, "Eve");
            HttpReply done = exchange("Sockee-Session: " + token);
            assertThat(done.status()).isEqualTo(204);
            assertThat(cookie(done)).isEqualTo("sockee-session=" + token);
            assertThat(exchange("Sockee-Session: " + token, "Origin: " + ELSEWHERE)
                            .status())
                    .isEqualTo(403);
        }
        HttpReply unknown = exchange("Sockee-Session: " + "a".repeat(43));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("There is no session with this id.");
        assertThat(exchange().status()).isEqualTo(400);
        assertThat(request("GET", socketIo().at("/sockee/session"), "").status())
                .isEqualTo(405);
    }

    /** They take the threads and the queue of everybody's calls. */
    @Test
    @DisplayName("is not exchanged for an address that has a hundred exchanges under way")
    void manyExchanges() {
        List<AutoCloseable> all = new ArrayList<>();
        try (Client asker = Client.join("/load")) {
            for (int i = 0; i < 32; i++) { // as many as there are threads
                Client holder = Client.join("/load").ask("hold");
                all.add(holder);
            }
            await().until(() -> asker.call("held").equals(ok("32")));
            List<RawHttp> waiting = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                RawHttp http = RawHttp.connect(socketIo().at("/sockee/session"));
                all.add(http);
                waiting.add(http.head("POST", "", "Sockee-Session: " + "b".repeat(43)));
            }
            await().untilAsserted(() -> {
                HttpReply refused = exchange("Sockee-Session: " + "b".repeat(43));
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.headers()).containsKey("retry-after");
            });
            assertThat(asker.call("release")).isEqualTo(ok("false"));
            assertThat(waiting.stream().map(http -> http.read().status()))
                    .as("those that waited, but for one that a later one may have overtaken")
                    .filteredOn(status -> status == 404)
                    .hasSizeGreaterThan(90);
            assertThat(exchange("Sockee-Session: " + "b".repeat(43)).status()).isEqualTo(404);
        } finally {
            all.forEach(SessionsIT::close);
        }
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("is the same over HTTP, and tells its id with the answer of the call that begins it")
    void actions() {
        assertThat(cookies(action("name", ""))).isEmpty(); // nothing is in it
        HttpReply first = action("put", "name=Fay");
        assertThat(first.status()).isEqualTo(204);
        String cookie = cookie(first);
        HttpReply again = action("name", "", "Cookie: " + cookie);
        assertThat(again.body()).isEqualTo("\"Fay\"");
        assertThat(cookies(again)).isEmpty();
        try (Client client = join(webSocket(cookie), "", "Fay", 1)) {
            assertThat(client.call("put", "'name'", "'Gil'")).isEqualTo(ok("null"));
        }
        String token = cookie.replaceFirst(".*=", "");
        assertThat(action("name", "", "Sockee-Session: " + token).body()).isEqualTo("\"Gil\"");
        HttpReply fresh = action("put", "name=Hal", "Sockee-Session: " + "a".repeat(43));
        assertThat(cookies(fresh)).isEmpty();
        assertThat(action(
                                "name",
                                "",
                                "Sockee-Session: "
                                        + fresh.header("sockee-session").orElseThrow())
                        .body())
                .isEqualTo("\"Hal\"");
    }

    /** The sockets of a page are told its session's id, then the answer comes; returns the id. */
    private static String toldToBoth(EngineSocket socket, List<String> answer) {
        Set<String> told = new HashSet<>();
        String packet = socket.next();
        while (!packet.startsWith("43")) {
            assertThat(packet).contains("sockee:session");
            told.add(AuthHttp.token(packet));
            packet = socket.next();
        }
        answer.add(packet);
        assertThat(told).hasSize(1);
        return told.iterator().next();
    }

    @Test
    @DisplayName("knows who has logged in by the event auth, under a new id, as long as the login is good")
    @Timeout(60)
    void login() throws IOException, InterruptedException {
        try (EngineSocket socket = webSocket("")) {
            Client client = join(socket, "", "nobody", 1);
            Client main = Client.join(socket, "/", "");
            assertThat(main.next()).isEqualTo("[\"auth\",{}]"); // of the conformance profile
            client.ask("put", "'name'", "'Ina'");
            String before = toldToBoth(socket, new ArrayList<>());
            main.ask(
                    "auth",
                    "{'type':'register','user':{'name':'Iphigenia','password':'secret1!','email':'iphigenia@x.org'}}");
            List<String> answer = new ArrayList<>();
            String token = toldToBoth(socket, answer);
            String login = AuthHttp.token(answer.get(0));
            assertThat(client.call("who")).isEqualTo(ok("'Iphigenia Iphigenia'"));
            try (Client old = join(webSocket(""), auth(before), "nobody", 1)) {
                assertThat(old.call("who")).isEqualTo(ok("'nobody nobody'"));
            }
            assertThat(action("who", "", "Sockee-Session: " + token).body()).isEqualTo("\"Iphigenia\"");
            try (Client again = join(webSocket(""), auth(token), "Ina", 1)) {
                assertThat(again.call("who")).isEqualTo(ok("'Iphigenia Iphigenia'"));
                InputStream feed = feed(token);
                end(login);
                endsAsNobody(feed);
                assertThat(again.next()).isEqualTo("41" + HERE + ",");
            }
            assertThat(client.next()).startsWith("41"); // of one of its two sockets
            assertThat(action("who", "", "Sockee-Session: " + token).status()).isEqualTo(401);
            try (Client late = join(webSocket(""), auth(token), "nobody", 1)) {
                assertThat(late.call("who")).isEqualTo(ok("'nobody nobody'"));
            }
        }
    }

    /** A stream over HTTP that has begun. */
    private static InputStream feed(String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(Deployments.base().resolve("/api/kept/feed"))
                .header("Sockee-Session", token)
                .timeout(Duration.ofSeconds(60))
                .build();
        InputStream feed = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body();
        String begin = ":\n\ndata: \"first\"\n\n";
        assertThat(new String(feed.readNBytes(begin.length()), StandardCharsets.UTF_8))
                .isEqualTo(begin);
        return feed;
    }

    private static void endsAsNobody(InputStream feed) throws IOException {
        assertThat(new String(feed.readAllBytes(), StandardCharsets.UTF_8).replace(":\n\n", ""))
                .isEqualTo("event: error\ndata: {\"title\":\"Unauthorized\",\"status\":401,"
                        + "\"detail\":\"You are not logged in.\"}\n\n");
    }

    @Test
    @Timeout(60)
    @DisplayName("ends a stream over HTTP when its user logs out")
    void streams() throws IOException, InterruptedException {
        try (EngineSocket socket = webSocket("")) {
            Client unused = join(socket, "", "nobody", 1);
            String token = authenticate(socket, "{'name':'Lea','password':'L'}");
            InputStream feed = feed(token);
            assertThat(action("logout", "", "Sockee-Session: " + token).status())
                    .isEqualTo(204);
            endsAsNobody(feed);
        }
    }

    private static void end(String login) {
        AuthHttp.Reply out = AuthHttp.post("logout", "{'name':'Iphigenia','key':'" + login + "'}");
        assertThat(out.status()).isEqualTo(204);
    }

    /** Authenticates by a module in the main namespace of a connection; returns the session's new id. */
    private static String authenticate(EngineSocket socket, String parameters) {
        Client main = Client.join(socket, "/", "");
        assertThat(main.next()).isEqualTo("[\"auth\",{}]"); // of the conformance profile
        main.ask("authenticate", "'letter'", parameters);
        String token = "";
        String packet = socket.next();
        while (!packet.startsWith("43")) {
            assertThat(packet).contains("sockee:session");
            token = AuthHttp.token(packet);
            packet = socket.next();
        }
        assertThat(packet).contains("\"ok\":true");
        return token;
    }

    @Test
    @DisplayName("knows who has authenticated by a module, and ends its sockets when that is past its time")
    void module() {
        try (EngineSocket socket = webSocket("")) {
            Client client = join(socket, "", "nobody", 1);
            String token = authenticate(socket, "{'name':'Lotte','password':'L'}");
            assertThat(client.call("who")).isEqualTo(ok("'Lotte Lotte'"));
            try (Client again = join(webSocket(""), auth(token), "nobody", 1)) {
                assertThat(again.call("who")).isEqualTo(ok("'Lotte Lotte'"));
            }
        }
        try (EngineSocket socket = webSocket("")) {
            Client unused = join(socket, "", "nobody", 1);
            String token = authenticate(socket, "{'name':'Lutz','password':'L','millis':1000}");
            assertThat(List.of(socket.next(), socket.next())).containsExactlyInAnyOrder("41", "41" + HERE + ",");
            try (Client late = join(webSocket(""), auth(token), "nobody", 1)) {
                assertThat(late.call("who")).isEqualTo(ok("'nobody nobody'"));
            }
        }
    }

    @Test
    @DisplayName("opens nothing to nobody")
    void guarded() {
        HttpReply refused = action("who", "", "Cookie: " + cookie(action("put", "name=Jon")));
        assertThat(refused.status()).isEqualTo(401);
    }
}
