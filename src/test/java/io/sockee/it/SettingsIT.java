package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.RawWebSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server whose settings differ from the delivered ones. */
@ExtendWith(ArquillianExtension.class)
class SettingsIT {
    private static final String HANDSHAKE = "socket.io/?EIO=4&transport=polling";

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.ofEntries(
                        Map.entry("sockee.engine.cookie", "io"),
                        Map.entry("sockee.api.path", "/call/v1"),
                        Map.entry("sockee.api.https-only", "true"),
                        Map.entry("sockee.log.requests", "all"),
                        Map.entry("sockee.origins", "https://www.example.org, http://other.example:8080"),
                        Map.entry("sockee.engine.allow-upgrades", "false"),
                        Map.entry("sockee.client.serve", "false"),
                        Map.entry("sockee.socketio.max-attachments", "12"),
                        Map.entry("sockee.answer.data-suffix", "_ok"),
                        Map.entry("sockee.answer.error-suffix", "_failed")))
                .addPackage("io.sockee.it.app")
                .addClass("io.sockee.guide.app.CalculatorActions");
    }

    @Test
    @DisplayName("the cookie option sets the session's id on the first answer, and on no other")
    void cookie() throws Exception {
        HttpResponse<String> first = get(HANDSHAKE);
        String sid = first.body().replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
        assertThat(first.headers().allValues("set-cookie"))
                .containsExactly("io=" + sid + "; Path=/; HttpOnly; SameSite=Lax");
        HttpReply upgraded =
                RawWebSocket.to(endpoint(), "EIO=4&transport=websocket").attempt();
        assertThat(upgraded.status()).isEqualTo(101);
        assertThat(upgraded.header("set-cookie"))
                .hasValueSatisfying(
                        cookie -> assertThat(cookie).matches("io=[\\w-]{20}; Path=/; HttpOnly; SameSite=Lax"));
        HttpResponse<String> close = HttpClient.newHttpClient()
                .send(
                        request(HANDSHAKE + "&sid=" + sid)
                                .POST(HttpRequest.BodyPublishers.ofString("1"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(close.headers().allValues("set-cookie")).isEmpty();
    }

    @Test
    @DisplayName("listed origins may connect and read the answers, with credentials; others may not")
    void origins() throws Exception {
        HttpResponse<String> listed = get(HANDSHAKE, "Origin", "https://www.example.org");
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(listed.headers().firstValue("access-control-allow-origin")).hasValue("https://www.example.org");
        assertThat(listed.headers().firstValue("access-control-allow-credentials"))
                .hasValue("true");
        assertThat(listed.headers().allValues("vary")).contains("Origin");
        HttpResponse<String> other = get(HANDSHAKE, "Origin", "https://example.org");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.headers().firstValue("access-control-allow-origin")).isEmpty();
        assertThat(RawWebSocket.to(endpoint(), "EIO=4&transport=websocket")
                        .header("Origin", "https://evil.example")
                        .isRefusedOrClosed())
                .isTrue();
    }

    @Test
    @DisplayName("without upgrades none is offered, and none is possible")
    void upgrades() throws Exception {
        String body = get(HANDSHAKE).body();
        assertThat(body).contains("\"upgrades\":[]");
        String sid = body.replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
        assertThat(RawWebSocket.to(endpoint(), "EIO=4&transport=websocket&sid=" + sid)
                        .isRefusedOrClosed())
                .isTrue();
    }

    @Test
    @DisplayName("actions have the path that is chosen, and are refused over plain HTTP where only HTTPS is wanted")
    void actions() throws Exception {
        HttpResponse<String> plain = get("call/v1/calculator/square?5");
        assertThat(plain.statusCode()).isEqualTo(403);
        assertThat(plain.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(get("api/calculator/square?5").statusCode()).isEqualTo(404);
        assertThat(overTls("calculator/square", "5").body()).isEqualTo("25");
    }

    private static HttpReply overTls(String action, String query) {
        try (RawHttp http =
                RawHttp.connect(Endpoint.socketIo(Deployments.secureBase()).at("/call/v1/" + action))) {
            return http.head("GET", query).read();
        }
    }

    @Test
    @DisplayName("the log has a line for each call, however it came and ended, and none for those of silent actions")
    void requestLog() {
        try (Client client = Client.join("/")) {
            assertThat(client.call("app.quiet", "false")).contains("quiet");
            assertThat(client.call("app.quiet", "true")).contains("Hush.");
            assertThat(overTls("app/quiet", "refused=false").status()).isEqualTo(200);
            assertThat(overTls("app/quiet", "refused=true").status()).isEqualTo(422);
            assertThat(client.call("app.sum", "[1,2]", "3")).contains("6");
            assertThat(client.call("app.refused")).contains("Not today.");
            assertThat(overTls("app/refused", "").status()).isEqualTo(422);
        }
        ServerLog.until(1, "call=app.sum ", "transport=websocket", "outcome=ok");
        ServerLog.until(1, "call=app.refused ", "transport=websocket", "outcome=refused");
        ServerLog.until(1, "call=app.refused ", "transport=http", "outcome=refused");
        assertThat(ServerLog.lines("call=app.quiet ")).isEmpty();
    }

    @Test
    @DisplayName("the client's files can be left out")
    void clientFiles() throws Exception {
        assertThat(get("socket.io/socket.io.js").statusCode()).isEqualTo(400);
    }

    @Test
    @DisplayName("the number of attachments is an option, and so are the suffixes of answers")
    void attachmentsAndSuffixes() {
        try (EngineSocket socket = EngineSocket.open(endpoint())) {
            socket.send("40/test,{\"name\":\"n\"}").next();
            socket.next();
            StringBuilder placeholders = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                placeholders
                        .append(i == 0 ? "" : ",")
                        .append("{\"_placeholder\":true,\"num\":")
                        .append(i)
                        .append('}');
            }
            socket.send("4512-/test,[\"item\",{\"name\":\"n\",\"count\":1,\"files\":[" + placeholders + "]}]");
            for (byte i = 0; i < 12; i++) {
                socket.send(i);
            }
            assertThat(socket.next()).startsWith("4512-/test,[\"item_ok\",");
            for (byte i = 0; i < 12; i++) {
                assertThat(socket.nextBinary()).containsExactly(i);
            }
            assertThat(socket.send("42/test,[\"refused\"]").next()).startsWith("42/test,[\"refused_failed\",");
        }
    }

    private static Endpoint endpoint() {
        return Endpoint.socketIo(Deployments.base());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(Deployments.base().resolve("/" + path)).timeout(Duration.ofSeconds(10));
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
