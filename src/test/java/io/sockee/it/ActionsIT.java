package io.sockee.it;

import static io.sockee.it.Client.failed;
import static io.sockee.it.Client.json;
import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.deployments.SharedDeployment;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions, called by events and over HTTP. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@DisplayName("An action")
class ActionsIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    private static HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    private static HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers)
                .setHeader("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json(body))));
    }

    private static HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(Deployments.base().resolve(path)).timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void isProblem(HttpResponse<String> answer, int status, String title, String detail, String more) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body())
                .isEqualTo(json(
                        "{'title':'" + title + "','status':" + status + ",'detail':'" + detail + "'" + more + "}"));
    }

    @Test
    @DisplayName("answers the event of its name, as a method with @On does")
    void overSockets() {
        try (Client client = Client.join("/")) {
            assertThat(client.next()).isEqualTo("[\"auth\",{}]"); // of the conformance profile
            assertThat(client.call("app.square", "25")).isEqualTo(ok("625"));
            assertThat(client.call("app.geo.mirrored", "{'x':1,'y':2}")).isEqualTo(ok("{'x':2,'y':1}"));
            assertThat(client.call("app.inside")).isEqualTo(ok("'inside'"));
            assertThat(client.call("app.nothing")).isEqualTo(ok("false"));
            assertThat(client.call("app.refused")).isEqualTo(failed("Not today."));
            assertThat(client.call("app.who")).isEqualTo(failed("You are not logged in."));
        }
    }

    @ParameterizedTest(name = "GET {0} is answered {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/api/app/square?25                            | 625",
                "/api/app/square.json?25                       | 625",
                "/api/app/square?n=25                          | 625",
                "/api/app/square?n=25&unknown=7                | 625",
                "/api/app/hello?Ann                            | 'Hello, Ann!'",
                "/api/app/hello?42                             | 'Hello, 42!'",
                "/api/app/hello?J%C3%BCrgen+X                  | 'Hello, Jürgen X!'",
                "/api/app/hello?times=2&name=Ann               | 'Hello, Ann! Hello, Ann!'",
                "/api/app/geo/mirrored?%7B%22x%22:1,%22y%22:2%7D | {'x':2,'y':1}",
                "/api/app/sum?numbers=[1,2,3]&more=4           | 10",
                "/api/app/next?2026-11-30                      | '2026-12-01'",
                "/api/app/bytes                                | 'AQID'",
                "/api/app/later?x                              | 'x'",
            })
    void answersQueries(String path, String result) {
        HttpResponse<String> answer = get(path.replace("[", "%5B").replace("]", "%5D"));
        assertThat(answer.body()).isEqualTo(json(result));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @ParameterizedTest(name = "POST {0} with {1} is answered {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/api/app/square       | 25            | 625",
                "/api/app/square.json  | [25]          | 625",
                "/api/app/hello        | 'Ann'         | 'Hello, Ann!'",
                "/api/app/hello        | ['Ann', 2]    | 'Hello, Ann! Hello, Ann!'",
                "/api/app/geo/mirrored | {'x':1,'y':2} | {'x':2,'y':1}",
                "/api/app/sum          | [[1,2,3],4]   | 10",
                "/api/app/square?n=4   | -             | 16",
            })
    void answersBodies(String path, String body, String result) {
        HttpResponse<String> answer = post(path, body.equals("-") ? "" : body);
        assertThat(answer.body()).isEqualTo(json(result));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("takes a body of half a megabyte")
    void takesLargeBodies() {
        String long_ = "x".repeat(500_000);
        assertThat(post("/api/app/later", "'" + long_ + "'").body()).isEqualTo(json("'" + long_ + "'"));
    }

    @Test
    @DisplayName("that returns nothing is answered with 204")
    void answersNothing() {
        HttpResponse<String> answer = post("/api/app/nothing", "");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    @DisplayName("that refuses or fails is answered with problem details")
    void tellsProblems() {
        isProblem(
                get("/api/app/square?2000"),
                400,
                "Bad Request",
                "must be less than or equal to 1000",
                ",'fields':{'n':'must be less than or equal to 1000'}");
        isProblem(get("/api/app/square"), 400, "Bad Request", "Argument 1 (n) is missing: expected int.", "");
        isProblem(get("/api/app/square?x"), 400, "Bad Request", "Argument 1 (n): expected int.", "");
        isProblem(post("/api/app/square", "{"), 400, "Bad Request", "The body is no JSON, or is nested too deep.", "");
        isProblem(get("/api/app/refused"), 422, "Unprocessable Content", "Not today.", "");
        isProblem(get("/api/app/room"), 422, "Unprocessable Content", "Only a socket can call this.", "");
        HttpResponse<String> soon = get("/api/app/soon");
        isProblem(soon, 503, "Service Unavailable", "Not now.", ",'retryAfter':7");
        assertThat(soon.headers().firstValue("Retry-After")).hasValue("7");
        isProblem(
                get("/api/app/refusedWithData"),
                422,
                "Unprocessable Content",
                "Not this one.",
                ",'info':{'left':2,'key':'AQID'}");
        HttpResponse<String> broken = get("/api/app/broken");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).contains("Internal error. (").doesNotContain("secret");
        isProblem(get("/api/app/who"), 401, "Unauthorized", "You are not logged in.", "");
    }

    @Test
    @DisplayName("that is not there, or not marked, or not for HTTP, is not found")
    void isNotFound() {
        for (String path : new String[] {
            "/api/app/hidden",
            "/api/app/inside",
            "/api/app/toString",
            "/api/app",
            "/api/",
            "/api/app.square",
            "/api/x/y"
        }) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("is called by GET and POST, with JSON alone")
    void refusesOtherRequests() {
        HttpResponse<String> put = send(request("/api/app/square").PUT(BodyPublishers.ofString("25")));
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("Allow")).hasValue("GET, POST");
        HttpResponse<String> form = send(request("/api/app/square")
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("n=25")));
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(post("/api/app/square", " ".repeat(1_000_001)).statusCode()).isEqualTo(413);
    }

    @Test
    @DisplayName("knows the user of a token")
    void knowsUsers() {
        String name = "Actor" + System.nanoTime() % 1_000_000;
        String token = AuthHttp.post(
                        "register", "{'name':'" + name + "','email':'" + name + "@example.org','password':'secret1!'}")
                .token();
        assertThat(get("/api/app/who", "Authorization", "Bearer " + token).body())
                .isEqualTo(json("'" + name + "'"));
        HttpResponse<String> wrong = get("/api/app/who", "Authorization", "Bearer " + "x".repeat(43));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
    }

    @Test
    @DisplayName("that comes too often is refused with 429, over sockets in words")
    void isLimited() {
        for (int i = 0; i < 3; i++) {
            assertThat(get("/api/app/rare").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = get("/api/app/rare");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 100));
        assertThat(refused.body()).contains("Too many calls: try again in ");
        try (Client client = Client.join("/")) {
            assertThat(client.next()).isEqualTo("[\"auth\",{}]");
            assertThat(client.call("app.rare"))
                    .startsWith("-> [{\"ok\":false,\"err\":\"Too many calls: try again in ")
                    .contains("\"res\":false,\"retryAfter\":");
        }
    }

    private static String stream(int id) {
        return json("-> [{'ok':true,'err':false,'res':{'stream':" + id + "},'stream':true}]");
    }

    @Test
    @DisplayName("that publishes streams over sockets")
    void streamsOverSockets() {
        try (Client client = Client.join("/")) {
            assertThat(client.next()).isEqualTo("[\"auth\",{}]");
            assertThat(client.call("app.count", "1000")).isEqualTo(stream(1));
            for (int i = 1; i <= 1000; i++) {
                assertThat(client.next()).isEqualTo("[\"sockee:stream\",{\"id\":1,\"item\":" + i + "}]");
            }
            assertThat(client.next()).isEqualTo("[\"sockee:stream\",{\"id\":1,\"end\":true}]");
            assertThat(client.call("app.waits")).isEqualTo(stream(2));
            assertThat(client.next()).isEqualTo("[\"sockee:stream\",{\"id\":2,\"item\":\"waiting\"}]");
            assertThat(client.call("app.waiting")).isEqualTo(ok("1"));
            client.send("sockee:cancel", "2");
            await().untilAsserted(() -> assertThat(client.call("app.waiting")).isEqualTo(ok("0")));
            assertThat(client.call("app.waits")).isEqualTo(stream(3));
            assertThat(client.next()).contains("waiting");
        }
        await().untilAsserted(() -> assertThat(get("/api/app/waiting").body()).isEqualTo("0"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"GET", "POST"})
    @DisplayName("that publishes streams server-sent events over HTTP")
    void streamsOverHttp(String method) {
        HttpResponse<String> all = method.equals("GET") ? get("/api/app/count?20000") : post("/api/app/count", "20000");
        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(all.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        StringBuilder expected = new StringBuilder(":\n\n");
        for (int i = 1; i <= 20_000; i++) {
            expected.append("data: ").append(i).append("\n\n");
        }
        assertThat(all.body()).isEqualTo(expected + "event: end\ndata: {}\n\n");
        isProblem(get("/api/app/count?x"), 400, "Bad Request", "Argument 1 (last): expected int.", "");
    }

    @Test
    @DisplayName("that publishes sends each item at once, and is cancelled when the caller goes")
    void isCancelled() throws IOException, InterruptedException {
        HttpResponse<InputStream> stream =
                HTTP.send(request("/api/app/waits").GET().build(), BodyHandlers.ofInputStream());
        String item = ":\n\ndata: \"waiting\"\n\n";
        try (InputStream in = stream.body()) {
            assertThat(new String(in.readNBytes(item.length()), StandardCharsets.UTF_8))
                    .isEqualTo(item);
            assertThat(get("/api/app/waiting").body()).isEqualTo("1");
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(get("/api/app/waiting").body()).isEqualTo("0"));
    }

    @Test
    @DisplayName("may be any event that is opened to HTTP")
    void opensEvents() {
        assertThat(get("/api/app/opened?7").body()).isEqualTo(json("'opened 7'"));
    }
}
