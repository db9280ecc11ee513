package io.sockee.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sockee.connection.HandshakeRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An admin sees of a socket")
class ShownTest {

    private static JsonNode handshake(String url, Map<String, String> query, Map<String, List<String>> headers) {
        HandshakeRequest arrival =
                new HandshakeRequest(url, query, headers, "192.0.2.1", true, false, 1_000, Optional.empty());
        return Shown.socket("s1", "c1", "polling", "/", "{\"a\":1}", arrival, List.of("red", "s1"))
                .path("handshake");
    }

    @Test
    @DisplayName("what the UI shows, in its shapes")
    void shapes() {
        HandshakeRequest arrival = new HandshakeRequest(
                "/socket.io/?EIO=4",
                Map.of("EIO", "4"),
                Map.of("user-agent", List.of("test")),
                "192.0.2.1",
                true,
                false,
                1_000,
                Optional.empty());
        assertThat(Shown.socket("s1", "c1", "polling", "/shop", "{\"a\":1}", arrival, List.of("red", "s1")))
                .hasToString("{\"id\":\"s1\",\"clientId\":\"c1\",\"transport\":\"polling\",\"nsp\":\"/shop\","
                        + "\"data\":{\"a\":1},\"handshake\":{\"address\":\"192.0.2.1\","
                        + "\"headers\":{\"user-agent\":\"test\"},\"query\":{\"EIO\":\"4\"},\"issued\":1000,"
                        + "\"secure\":true,\"time\":\"1970-01-01T00:00:01Z\",\"url\":\"/socket.io/?EIO=4\","
                        + "\"xdomain\":false},\"rooms\":[\"s1\",\"red\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cookie",
                "authorization",
                "proxy-authorization",
                "x-api-key",
                "x-auth-token",
                "x-session-id",
                "x-amzn-oidc-data",
                "cf-access-jwt-assertion",
                "x-csrf",
                "x-forwarded-client-cert",
                "sec-websocket-protocol"
            })
    @DisplayName("no header that may log somebody in")
    void headers(String name) {
        assertThat(handshake("/", Map.of(), Map.of(name, List.of("s3cr3t"))).toString())
                .doesNotContain("s3cr3t")
                .contains("\"" + name + "\":\"(hidden)\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "access_token",
                "auth",
                "sid",
                "key",
                "apikey",
                "password",
                "jwt",
                "sessionId",
                "ticket",
                "code",
                "sig"
            })
    @DisplayName("no parameter that may do so, neither among the parameters nor in the URL")
    void parameters(String name) {
        JsonNode shown =
                handshake("/socket.io/?room=red&" + name + "=s3cr3t", Map.of("room", "red", name, "s3cr3t"), Map.of());
        assertThat(shown.toString()).doesNotContain("s3cr3t");
        assertThat(shown.path("url").asText()).isEqualTo("/socket.io/?room=red&" + name + "=(hidden)");
        assertThat(shown.path("query").path("room").asText()).isEqualTo("red");
    }

    @ParameterizedTest
    @CsvSource({
        "/sockjs/123/abcdefgh/xhr_streaming?t=1, /sockjs/123/(hidden)/xhr_streaming?t=1",
        "/sockjs/123/abcdefgh/websocket, /sockjs/123/(hidden)/websocket",
        "/sockjs/websocket, /sockjs/websocket",
        "/socket.io/?EIO=4&transport=websocket, /socket.io/?EIO=4&transport=websocket",
    })
    @DisplayName("no id of a session of SockJS")
    void sockJs(String url, String shown) {
        assertThat(handshake(url, Map.of(), Map.of()).path("url").asText()).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"referer", "x-original-url", "x-original-uri", "x-forwarded-uri", "x-envoy-original-path"})
    @DisplayName(
            "no secret in a URL that a header has, as that of the page that the client came from, or the one a proxy was asked for")
    void urls(String name) {
        JsonNode shown = handshake("/", Map.of(), Map.of(name, List.of("https://a.example/in?token=s3cr3t&b=1")));
        assertThat(shown.path("headers").path(name).asText()).isEqualTo("https://a.example/in?token=(hidden)&b=1");
    }

    @Test
    @DisplayName("no more of a long value than fits")
    void cut() {
        assertThat(handshake("/", Map.of("a", "x".repeat(10_000)), Map.of())
                        .path("query")
                        .path("a")
                        .asText())
                .hasSize(513)
                .endsWith("x…");
    }
}
