package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.RawWebSocket;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an Engine.IO server answers what it does not accept, and the headers of what it does. */
@DisplayName("Engine.IO answers")
public abstract class EngineIoErrorsSuite {

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return Endpoint.engineIo(base());
    }

    private EngineHttp http() {
        return new EngineHttp(endpoint());
    }

    private static void assertError(HttpReply reply, int code, String message) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.contentType()).startsWith("application/json");
        assertThat(reply.body()).isEqualTo("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
    }

    @Nested
    @DisplayName("A request that opens no session")
    class ARequestWithoutSession {

        // The rows with several faults show the order of the checks.
        @ParameterizedTest(name = "{0} {1} is refused with code {2}, {3}")
        @CsvSource({
            "GET,  EIO=4, 0, Transport unknown",
            "GET,  '', 0, Transport unknown",
            "GET,  EIO=4&transport=abc, 0, Transport unknown",
            "GET,  EIO=4&transport=webtransport, 0, Transport unknown",
            "GET,  EIO=4&transport=constructor, 0, Transport unknown",
            "GET,  EIO=4&transport=POLLING, 0, Transport unknown",
            "POST, EIO=3&transport=abc&sid=unknown, 0, Transport unknown",
            "GET,  EIO=4&transport=polling&sid=unknown, 1, Session ID unknown",
            "POST, EIO=4&transport=polling&sid=unknown, 1, Session ID unknown",
            "GET,  EIO=4&transport=polling&sid=__proto__, 1, Session ID unknown",
            "GET,  EIO=4&transport=polling&sid=%00%ff, 1, Session ID unknown",
            "PUT,  EIO=3&transport=websocket&sid=unknown, 1, Session ID unknown",
            "GET,  transport=polling&sid=unknown, 1, Session ID unknown",
            "POST, EIO=4&transport=polling, 2, Bad handshake method",
            "PUT,  EIO=4&transport=polling, 2, Bad handshake method",
            "DELETE, EIO=4&transport=polling, 2, Bad handshake method",
            "POST, EIO=3&transport=websocket, 2, Bad handshake method",
            "GET,  EIO=4&transport=websocket, 3, Bad request",
            "GET,  EIO=3&transport=websocket, 3, Bad request",
            "GET,  EIO=3&transport=polling, 5, Unsupported protocol version",
            "GET,  EIO=5&transport=polling, 5, Unsupported protocol version",
            "GET,  transport=polling, 5, Unsupported protocol version"
        })
        void isRefused(String method, String query, int code, String message) {
            assertError(http().request(method, query, method.equals("GET") ? null : ""), code, message);
        }

        // The server's own HTTP layer may refuse it before Engine.IO does, hence no word about the body.
        @Test
        @DisplayName("with a control character in Origin is refused")
        void badOrigin() {
            try (RawHttp raw = RawHttp.connect(endpoint())) {
                var reply = raw.get("EIO=4&transport=polling", "Origin: http://a\u0001b", "Connection: close");
                assertThat(reply.status()).isEqualTo(400);
            }
        }

        @Test
        @DisplayName("HEAD is refused, for a handshake is GET only")
        void head() {
            assertThat(http().request("HEAD", "EIO=4&transport=polling", null).status())
                    .isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("A request of a polling session")
    class ARequestOfAPollingSession {

        private EngineHttp.Session session;

        @BeforeEach
        void open() {
            session = http().open();
        }

        private void assertAlive() {
            assertThat(session.post("4alive").status()).isEqualTo(200);
            assertThat(session.next()).isEqualTo("4alive");
        }

        @ParameterizedTest(name = "is refused with code 3 when it says {0}")
        @ValueSource(
                strings = {
                    "EIO=4&transport=websocket",
                    "EIO=3&transport=polling",
                    "EIO=5&transport=polling",
                    "transport=polling"
                })
        void mismatch(String query) {
            assertError(http().get(query + "&sid=" + session.sid()), 3, "Bad request");
            assertError(http().post(query + "&sid=" + session.sid(), "4x"), 3, "Bad request");
            assertAlive();
        }

        @ParameterizedTest(name = "{0} is answered with 500, and the session goes on")
        @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
        void otherMethod(String method) {
            assertThat(http().request(method, session.query(), "4x").status()).isEqualTo(500);
            assertAlive();
        }

        // A servlet container turns HEAD into GET unless it is told otherwise; that would lose the packet.
        @Test
        @DisplayName("HEAD takes no packet away")
        void head() {
            session.post("4kept");
            assertThat(http().request("HEAD", session.query(), null).status()).isEqualTo(500);
            assertThat(session.next()).isEqualTo("4kept");
        }
    }

    @Nested
    @DisplayName("A request of a WebSocket session")
    class ARequestOfAWebSocketSession {

        @Test
        @DisplayName("by polling is refused with code 3, and the session goes on")
        void mismatch() {
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                String query =
                        "EIO=4&transport=polling&sid=" + socket.handshake().sid();
                assertError(http().get(query), 3, "Bad request");
                assertError(http().post(query, "4x"), 3, "Bad request");
                assertThat(socket.send("4alive").next()).isEqualTo("4alive");
            }
        }
    }

    @Nested
    @DisplayName("A WebSocket that is refused")
    class ARefusedWebSocket {

        private void assertRefused(HttpReply reply, String message) {
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.contentType()).startsWith("text/html");
            assertThat(reply.body()).isEqualTo(message);
        }

        @ParameterizedTest(name = "for {0} is answered by HTTP 400 with {1}")
        @CsvSource({
            "EIO=4, Transport unknown",
            "EIO=4&transport=abc, Transport unknown",
            "EIO=4&transport=websocket&sid=unknown, Session ID unknown",
            "EIO=3&transport=websocket&sid=unknown, Session ID unknown"
        })
        void withMessage(String query, String message) {
            assertRefused(RawWebSocket.to(endpoint(), query).attempt(), message);
        }

        @ParameterizedTest(name = "for a session''s sid with {0}EIO is answered by HTTP 400 with Bad request")
        @ValueSource(strings = {"", "EIO=3&"})
        void versionDiffersFromTheSession(String version) {
            EngineHttp.Session session = http().open();
            String query = version + "transport=websocket&sid=" + session.sid();
            assertRefused(RawWebSocket.to(endpoint(), query).attempt(), "Bad request");
            session.post("4alive");
            assertThat(session.next()).isEqualTo("4alive");
        }

        @Test
        @DisplayName("for its method is answered by HTTP 400 with Bad handshake method")
        void method() {
            var request = RawWebSocket.to(endpoint(), "EIO=4&transport=websocket")
                    .method("POST")
                    .header("Content-Length", "0");
            assertRefused(request.attempt(), "Bad handshake method");
        }

        // The reference switches protocols first and then writes its HTTP answer into the WebSocket.
        @ParameterizedTest(name = "for {0} is answered by HTTP 400 with Unsupported protocol version")
        @Tag("beyond-reference")
        @ValueSource(strings = {"EIO=3&transport=websocket", "transport=websocket"})
        void version(String query) {
            assertRefused(RawWebSocket.to(endpoint(), query).attempt(), "Unsupported protocol version");
        }

        @ParameterizedTest(name = "for want of {0} gets no 101")
        @ValueSource(strings = {"Sec-WebSocket-Key", "Sec-WebSocket-Version", "Upgrade", "Connection"})
        void incomplete(String field) {
            var request = RawWebSocket.to(endpoint(), "EIO=4&transport=websocket");
            assertThat(request.without(field).attempt().status()).isBetween(400, 499);
        }
    }

    @Nested
    @DisplayName("An accepted request")
    class AnAcceptedRequest {

        private HttpReply handshake;
        private EngineHttp.Session session;

        @BeforeEach
        void open() {
            handshake = http().get("EIO=4&transport=polling");
            session = http().open();
        }

        @Test
        @DisplayName("is answered by a text that is not stored")
        void poll() {
            session.post("4hello");
            for (HttpReply reply : new HttpReply[] {handshake, session.poll()}) {
                assertThat(reply.contentType()).isEqualTo("text/plain;charset=utf-8");
                assertThat(reply.header("cache-control")).hasValue("no-store");
            }
        }

        // text/plain would make some browsers offer a download
        @Test
        @DisplayName("that posts is answered by an HTML ok that is not stored")
        void post() {
            HttpReply reply = session.post("4hello");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.contentType()).startsWith("text/html");
            assertThat(reply.header("cache-control")).hasValue("no-store");
            assertThat(reply.body()).isEqualTo("ok");
        }

        @Test
        @DisplayName("sets no cookie")
        void cookie() {
            assertThat(handshake.header("set-cookie")).isEmpty();
            assertThat(session.post("4hello").header("set-cookie")).isEmpty();
            assertThat(session.poll().header("set-cookie")).isEmpty();
        }

        @Test
        @DisplayName("may carry a cache buster and unknown parameters")
        void otherParameters() {
            String query = "t=Pabc123&EIO=4&transport=polling&b64=&x=%20y";
            assertThat(http().get(query).status()).isEqualTo(200);
        }

        @Test
        @DisplayName("gets a sid of 20 URL-safe characters, never the same twice")
        void sid() {
            Set<String> sids = new HashSet<>();
            for (int i = 0; i < 100; i++) {
                String sid = http().open().sid();
                assertThat(sid).matches("[A-Za-z0-9_-]{20}");
                assertThat(sids.add(sid)).isTrue();
            }
        }

        @Test
        @DisplayName("that does not ask for compression gets none")
        void compression() {
            session.post("4" + "x".repeat(5000));
            HttpReply reply = session.poll();
            assertThat(reply.header("content-encoding")).isEmpty();
            assertThat(reply.body()).hasSize(5001);
        }
    }
}
