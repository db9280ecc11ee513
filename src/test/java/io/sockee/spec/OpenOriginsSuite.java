package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawWebSocket;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers of other origins are told by a server that allows all of them. */
@DisplayName("A server that allows all origins")
public abstract class OpenOriginsSuite {

    private static final String POLLING = "EIO=4&transport=polling";

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return Endpoint.socketIo(base());
    }

    private EngineHttp http() {
        return new EngineHttp(endpoint());
    }

    /** Either everyone without credentials, or the very origin, which then has to be part of a cache's key. */
    private static void assertAllows(HttpReply reply, String origin) {
        String allowed = reply.header("access-control-allow-origin").orElse("");
        assertThat(allowed).isIn("*", origin);
        if (allowed.equals("*")) {
            assertThat(reply.header("access-control-allow-credentials")).isEmpty();
        } else {
            assertThat(reply.header("access-control-allow-credentials")).hasValue("true");
            assertThat(reply.tokens("vary")).contains("origin");
        }
    }

    @ParameterizedTest(name = "lets {0} read every answer of its polling")
    @ValueSource(strings = {"http://foreign.example", "https://foreign.example:8443", "null"})
    void polling(String origin) {
        HttpReply handshake = http().get(POLLING, "Origin", origin);
        assertThat(handshake.status()).isEqualTo(200);
        assertAllows(handshake, origin);

        EngineHttp.Session session = http().open();
        HttpReply posted = http().post(session.query(), "40", "Origin", origin);
        assertThat(posted.status()).isEqualTo(200);
        assertAllows(posted, origin);
        assertAllows(http().get(session.query(), "Origin", origin), origin);
    }

    @ParameterizedTest(name = "lets {0} read why it was refused")
    @ValueSource(strings = {"http://foreign.example", "null"})
    void errors(String origin) {
        HttpReply refused = http().get("EIO=4&transport=abc", "Origin", origin);
        assertThat(refused.status()).isEqualTo(400);
        assertAllows(refused, origin);
    }

    @ParameterizedTest(name = "answers the preflight of {0} by 204 and the headers that it asked for")
    @ValueSource(strings = {"http://foreign.example", "null"})
    void preflight(String origin) {
        HttpReply reply = http().request(
                        "OPTIONS",
                        POLLING,
                        null,
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "content-type,x-token");
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.bytes()).isEmpty();
        assertAllows(reply, origin);
        assertThat(reply.tokens("access-control-allow-methods")).contains("get", "post");
        assertThat(reply.tokens("access-control-allow-headers")).containsExactlyInAnyOrder("content-type", "x-token");
        assertThat(reply.tokens("vary")).contains("access-control-request-headers");
    }

    @Test
    @DisplayName("leaves a session alone that is preflighted")
    void preflightOfASession() {
        EngineHttp.Session session = http().open();
        HttpReply reply = http().request(
                        "OPTIONS",
                        session.query(),
                        null,
                        "Origin",
                        "http://foreign.example",
                        "Access-Control-Request-Method",
                        "POST");
        assertThat(reply.status()).isEqualTo(204);
        session.post("40");
        assertThat(session.next()).startsWith("40{");
    }

    @ParameterizedTest(name = "opens a WebSocket to {0}")
    @ValueSource(strings = {"http://foreign.example", "null"})
    void webSocket(String origin) {
        RawWebSocket.to(endpoint(), "EIO=4&transport=websocket")
                .header("Origin", origin)
                .open()
                .close();
    }
}
