package io.sockee.it;

import static io.sockee.it.Client.failed;
import static io.sockee.it.Client.json;
import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.deployments.SharedDeployment;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Authentication modules, from sockets, handshakes and over HTTP; an issuer of tokens is in this process. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@DisplayName("A client that authenticates")
class ModulesIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JwksServer ISSUER = JwksServer.INSTANCE;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    private static Client joined(String auth) {
        Client client = Client.join("/", auth);
        assertThat(client.next()).startsWith("[\"auth\","); // of the conformance profile
        return client;
    }

    /** The next packet that does not only tell the id of the client's session. */
    private static String next(Client client) {
        String packet = client.next();
        while (packet.startsWith("[\"sockee:session\"")) {
            packet = client.next();
        }
        return packet;
    }

    private static String call(Client client, String event, String... arguments) {
        client.ask(event, arguments);
        return next(client);
    }

    private static HttpResponse<String> request(String action, String authorization, String... header) {
        HttpRequest.Builder request = HttpRequest.newBuilder(Deployments.base().resolve("/api/who/" + action))
                .timeout(Duration.ofSeconds(60));
        if (header.length > 0) {
            request.headers(header);
        }
        try {
            return HTTP.send(
                    (authorization.isEmpty() ? request : request.header("Authorization", authorization)).build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String user) {
        return ISSUER.token(user, "shop", Instant.now().plusSeconds(600));
    }

    @Test
    @DisplayName("by an event is that user from then on, and is told what the module tells")
    void byEvent() {
        try (Client client = joined("")) {
            assertThat(call(client, "who.am")).isEqualTo(ok("'nobody'"));
            assertThat(call(client, "authenticate", "'letter'", "{'name':'ann','password':'a'}"))
                    .isEqualTo(ok("{'user':{'id':'letter:ann','name':'ann','roles':['editor']},'expires':null,"
                            + "'info':'Welcome.'}"));
            assertThat(call(client, "who.edits")).isEqualTo(ok("'ann'"));
            assertThat(call(client, "authenticate", "'letter'", "{'name':'bob','password':'x'}"))
                    .isEqualTo("-> "
                            + json("[{'ok':false,'err':'That is not the letter.','res':false,"
                                    + "'info':{'triesLeft':2}}]"));
            assertThat(call(client, "authenticate", "'unknown'", "{}"))
                    .isEqualTo(failed("There is no such authentication module."));
            assertThat(call(client, "authenticate"))
                    .isEqualTo(failed("The name of an authentication module is missing."));
            assertThat(call(client, "who.edits")).as("still").isEqualTo(ok("'ann'"));
            assertThat(call(client, "authenticate", "'jwt'", "{'token':'" + token("7") + "'}"))
                    .contains(json("'id':'jwt:7'"));
            assertThat(call(client, "who.am")).isEqualTo(ok("'jwt:7'"));
        }
    }

    @Test
    @DisplayName("by the handshake comes in as that user, or not at all")
    void byHandshake() {
        try (Client client = joined("{'module':'letter','parameters':{'name':'ann','password':'a'}}")) {
            assertThat(call(client, "who.am")).isEqualTo(ok("'letter:ann'"));
        }
        try (Client client = joined("{'token':'" + token("8") + "'}")) {
            assertThat(call(client, "who.edits")).isEqualTo(ok("'8'"));
        }
        try (Client client = Client.outside("/")) {
            assertThat(client.attempt("{'module':'letter','parameters':{'name':'ann','password':'b'}}"))
                    .isEqualTo(json("44{'message':'That is not the letter.','data':{'triesLeft':2}}"));
        }
        try (Client client = Client.outside("/")) {
            assertThat(client.attempt("{'token':'"
                            + ISSUER.token("8", "bank", Instant.now().plusSeconds(600)) + "'}"))
                    .isEqualTo(json("44{'message':'Token not valid.'}"));
        }
    }

    @Test
    @DisplayName("is logged out and disconnected when that is past its time, unless it has authenticated again")
    void pastItsTime() {
        try (Client client = joined("");
                Client other = joined("")) {
            String soon = "{'name':'ann','password':'a','millis':1500}";
            assertThat(call(client, "authenticate", "'letter'", soon)).startsWith("-> [{\"ok\":true");
            assertThat(call(other, "authenticate", "'letter'", soon)).startsWith("-> [{\"ok\":true");
            assertThat(call(other, "authenticate", "'letter'", "{'name':'ann','password':'a'}"))
                    .startsWith("-> [{\"ok\":true");
            assertThat(next(client)).isEqualTo("41");
            assertThat(call(other, "who.am")).as("later").isEqualTo(ok("'letter:ann'"));
        }
    }

    @Test
    @DisplayName("by an event is logged in at its session, and comes back as that user, for as long as that is good")
    void atItsSession() {
        String session;
        try (Client client = joined("")) {
            client.ask("authenticate", "'letter'", "{'name':'ann','password':'a','millis':4000}");
            String told = client.next();
            while (!told.startsWith("[\"sockee:session\"")) {
                assertThat(told).startsWith("-> [{\"ok\":true");
                told = client.next();
            }
            session = told.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        }
        try (Client client = joined("{'session':'" + session + "'}")) {
            assertThat(call(client, "who.am")).isEqualTo(ok("'letter:ann'"));
            assertThat(next(client)).as("its time is over").isEqualTo("41");
        }
        try (Client client = joined("{'session':'" + session + "'}")) {
            assertThat(call(client, "who.am")).isEqualTo(ok("'nobody'"));
        }
    }

    @Test
    @DisplayName("by the application's own call is that user at its session, over sockets and HTTP")
    void bySession() {
        try (Client client = joined("")) {
            client.ask("who.enter", "'ann'", "'b'");
            assertThat(next(client)).contains("That is not the letter.");
            assertThat(call(client, "who.am")).isEqualTo(ok("'nobody'"));
            assertThat(call(client, "who.enter", "'ann'", "'a'")).isEqualTo(ok("'letter:ann'"));
            assertThat(call(client, "who.edits")).isEqualTo(ok("'ann'"));
        }
        HttpResponse<String> wrong = request("enter?name=ann&password=b", "");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("\"info\":{\"triesLeft\":2}");
        HttpResponse<String> entered = request("enter?name=ann&password=a", "");
        assertThat(entered.body()).isEqualTo(json("'letter:ann'"));
        String cookie = entered.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith("sockee-session=");
        assertThat(request("am", "", "Cookie", cookie.replaceFirst(";.*", "")).body())
                .isEqualTo(json("'letter:ann'"));
    }

    @Test
    @DisplayName("over HTTP is known by its token, or by name and password")
    void overHttp() {
        assertThat(request("am", "").body()).isEqualTo(json("'nobody'"));
        assertThat(request("edits", "Bearer " + token("9")).body()).isEqualTo(json("'9'"));
        assertThat(request("edits", basic("ann", "a")).body()).isEqualTo(json("'ann'"));
        HttpResponse<String> wrong = request("am", basic("ann", "b"));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate").orElse("")).contains("Basic realm=");
        assertThat(wrong.body())
                .isEqualTo(json("{'title':'Unauthorized','status':401,'detail':'That is not the letter.',"
                        + "'info':{'triesLeft':2}}"));
        assertThat(request("am", "Basic ???").statusCode()).isEqualTo(401);
        HttpResponse<String> expired = request(
                "am", "Bearer " + ISSUER.token("9", "shop", Instant.now().minusSeconds(100)));
        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(expired.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        assertThat(request("edits", "").headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Bearer, Basic");
    }

    @Test
    @DisplayName("with the issuer's next key is known, and unknown keys bring about few requests")
    void rotatedKeys() {
        assertThat(request("am", "Bearer " + token("9")).statusCode()).isEqualTo(200);
        int before = ISSUER.requests();
        ISSUER.rotate();
        assertThat(request("am", "Bearer " + token("10")).body()).isEqualTo(json("'jwt:10'"));
        for (int i = 0; i < 20; i++) {
            assertThat(request("am", "Bearer " + ISSUER.foreign("x")).statusCode())
                    .as("no such key, or the issuer may not be asked again yet")
                    .isIn(401, 503);
        }
        assertThat(ISSUER.requests() - before).isBetween(1, 3);
        assertThat(request("am", "Bearer " + token("10")).body()).isEqualTo(json("'jwt:10'"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "servann:secret, edits, 200, servann",
        "servann:secret, am, 200, servann",
        "servbob:secret, am, 200, servbob",
        "servbob:secret, edits, 403, You are not allowed",
    })
    @DisplayName("by the server's own login has that user and its roles")
    void byTheContainer(String login, String action, int status, String said) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(Deployments.base().resolve("/api/who/" + action))
                        .header("X-Test-Login", login)
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(said);
        URI handshake = Deployments.base().resolve("/socket.io/?EIO=4&transport=polling");
        String opened = HTTP.send(
                        HttpRequest.newBuilder(handshake)
                                .header("X-Test-Login", login)
                                .build(),
                        BodyHandlers.ofString())
                .body();
        URI session = URI.create(handshake + "&sid=" + opened.replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1"));
        post(session, "40");
        assertThat(heard(session, "40{")).contains("40{");
        post(session, "4217[\"who." + action + "\"]"); // a client has joined before it says more
        assertThat(heard(session, "4317[")).contains(said);
    }

    @Test
    @Timeout(60)
    @DisplayName(
            "by the server's own login has a stream over HTTP until a logout there, which leaves the HTTP session as it is or not")
    void logsOutAtTheContainer() throws Exception {
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        HttpClient other =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        try (InputStream feed = feed(browser);
                InputStream others = feed(other)) {
            HttpRequest logout = HttpRequest.newBuilder(Deployments.base().resolve("/it/logout"))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(browser.send(logout, BodyHandlers.ofString()).body()).isEqualTo("servann");
            assertThat(new String(feed.readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("event: error\ndata: {\"title\":\"Unauthorized\",\"status\":401,"
                            + "\"detail\":\"You are not logged in.\"}\n\n");
            assertThat(others.available()).as("of another login of that user").isZero();
        }
    }

    /** A stream of somebody who has logged in at the server and comes again with what it has set, after its first item. */
    private static InputStream feed(HttpClient browser) throws Exception {
        HttpRequest.Builder login = HttpRequest.newBuilder(Deployments.base().resolve("/api/who/am"))
                .header("X-Test-Login", "servann:secret")
                .header("X-Test-Session", "true");
        assertThat(browser.send(login.build(), BodyHandlers.ofString()).body()).isEqualTo(json("'servann'"));
        InputStream feed = browser.send(
                        HttpRequest.newBuilder(Deployments.base().resolve("/api/kept/feed"))
                                .build(),
                        BodyHandlers.ofInputStream())
                .body();
        String begin = ":\n\ndata: \"first\"\n\n";
        assertThat(new String(feed.readNBytes(begin.length()), StandardCharsets.UTF_8))
                .isEqualTo(begin);
        return feed;
    }

    private static void post(URI session, String packet) throws Exception {
        HttpResponse<String> posted = HTTP.send(
                HttpRequest.newBuilder(session)
                        .POST(BodyPublishers.ofString(packet))
                        .build(),
                BodyHandlers.ofString());
        assertThat(posted.body()).isEqualTo("ok");
    }

    /** What comes from this on, in the poll with which it has come. */
    private static String heard(URI session, String awaited) throws Exception {
        StringBuilder heard = new StringBuilder();
        while (heard.indexOf(awaited) < 0) {
            HttpResponse<String> poll =
                    HTTP.send(HttpRequest.newBuilder(session).build(), BodyHandlers.ofString());
            assertThat(poll.statusCode()).as(heard + poll.body()).isEqualTo(200);
            heard.append(poll.body());
        }
        return heard.substring(heard.indexOf(awaited));
    }
}
