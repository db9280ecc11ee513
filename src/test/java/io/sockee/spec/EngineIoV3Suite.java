package io.sockee.spec;

import static io.sockee.spec.client.EngineHttp.PATIENCE;
import static io.sockee.spec.client.EngineHttp.answer;
import static io.sockee.spec.client.EngineHttp.answerUnlessCut;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineHttp3;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.client.Stopwatch;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The 23 cases of the official Engine.IO v3 suite, each named by its test, and what stands beside them in the protocol. */
@DisplayName("Engine.IO v3")
public abstract class EngineIoV3Suite {
    private static final String WEBSOCKET = "EIO=3&transport=websocket";

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return new Endpoint(base(), "/engine.io-v3/");
    }

    private EngineHttp http() {
        return new EngineHttp(endpoint());
    }

    private EngineHttp3 open(String... more) {
        return EngineHttp3.open(endpoint(), String.join("", more));
    }

    /** A session over a WebSocket, its open packet taken. */
    private RawWebSocket webSocket(String... more) {
        RawWebSocket socket =
                RawWebSocket.to(endpoint(), WEBSOCKET + String.join("", more)).open();
        assertThat(socket.next(PATIENCE)).isInstanceOf(Frame.Text.class);
        return socket;
    }

    private static void assertClosed(RawWebSocket socket) {
        assertThat(socket.next(PATIENCE)).isInstanceOfAny(Frame.Close.class, Frame.End.class);
    }

    @Nested
    @DisplayName("The handshake")
    class TheHandshake {

        private void assertConformance(JSONObject handshake, String upgrades) throws JSONException {
            assertThat(EngineHttp3.keys(handshake))
                    .containsExactlyInAnyOrder("sid", "upgrades", "pingInterval", "pingTimeout");
            assertThat(handshake.getString("sid")).isNotEmpty();
            assertThat(handshake.getJSONArray("upgrades")).hasToString(upgrades);
            assertThat(handshake.getInt("pingInterval")).isEqualTo(300);
            assertThat(handshake.getInt("pingTimeout")).isEqualTo(200);
        }

        // B1
        @Test
        @DisplayName("by polling opens a session")
        void byPolling() throws JSONException {
            assertConformance(open().handshake(), "[\"websocket\"]");
        }

        // B2
        @ParameterizedTest(name = "by polling is refused with \"{0}\"")
        @ValueSource(strings = {"EIO=3", "EIO=3&transport=abc"})
        void byPollingWithInvalidTransport(String query) {
            assertThat(http().get(query).status()).isEqualTo(400);
        }

        // B3
        @ParameterizedTest(name = "by polling is refused with method {0}")
        @ValueSource(strings = {"POST", "PUT"})
        void byPollingWithInvalidMethod(String method) {
            assertThat(http().request(method, "EIO=3&transport=polling", "").status())
                    .isEqualTo(400);
        }

        // B4
        @Test
        @DisplayName("by WebSocket opens a session")
        void byWebSocket() throws JSONException {
            try (RawWebSocket socket = RawWebSocket.to(endpoint(), WEBSOCKET).open()) {
                Frame.Text first = (Frame.Text) socket.next(PATIENCE);
                assertConformance(EngineHttp3.handshake(first.text()), "[]");
            }
        }

        // B5: who names no version is taken for an old client, as by the reference, and closed since it does not ping
        @ParameterizedTest(name = "by WebSocket with \"{0}\" leads to nothing for who does not ping")
        @ValueSource(strings = {"transport=websocket", "EIO=abc&transport=websocket"})
        void byWebSocketWithInvalidVersion(String query) {
            try (RawWebSocket socket = RawWebSocket.to(endpoint(), query).open()) {
                assertThat(socket.next(PATIENCE)).isInstanceOf(Frame.Text.class);
                assertClosed(socket);
            }
        }

        // B6
        @ParameterizedTest(name = "by WebSocket is refused with \"{0}\"")
        @ValueSource(strings = {"EIO=3", "EIO=3&transport=abc"})
        void byWebSocketWithInvalidTransport(String query) {
            assertThat(RawWebSocket.to(endpoint(), query).isRefusedOrClosed()).isTrue();
        }

        @Test
        @DisplayName("of version 4 is answered at the same path")
        void ofTheFourthVersion() {
            EngineHttp.Session session = http().open();
            assertThat(session.post("4hello").status()).isEqualTo(200);
            assertThat(session.next()).isEqualTo("4hello");
        }

        @Test
        @DisplayName("settles the version: requests of another one are refused")
        void settlesTheVersion() {
            String sid = open().sid();
            assertThat(http().get("EIO=4&transport=polling&sid=" + sid).status())
                    .isEqualTo(400);
            String fourth = http().open().sid();
            assertThat(http().get("EIO=3&transport=polling&sid=" + fourth).status())
                    .isEqualTo(400);
            assertThat(http().get("transport=polling&sid=" + fourth).status())
                    .as("none counts as the third")
                    .isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("A message by polling")
    class AMessageByPolling {

        private void assertEchoed(EngineHttp3 session, String body) {
            var posted = session.post(body);
            assertThat(posted.status()).isEqualTo(200);
            assertThat(posted.body()).isEqualTo("ok");
            assertThat(session.poll().body()).isEqualTo(body);
        }

        // B7 (one packet), B8 (several in one body, in order); lengths are in UTF-16 units
        @ParameterizedTest(name = "comes back: {0}")
        @ValueSource(strings = {"6:4hello", "6:4test16:4test26:4test3", "2:4€3:4\ud83d\ude00"})
        void isEchoed(String body) {
            assertEchoed(open(), body);
        }

        // B9
        @ParameterizedTest(name = "comes back in base64 to who says {0}")
        @ValueSource(strings = {"&b64=1", "&b64=true"})
        void base64(String query) {
            assertEchoed(open(query), "6:4hello10:b4AQIDBA==");
            assertEchoed(open(query), "6:b44AAA");
        }

        // B10
        @Test
        @DisplayName("comes back as bytes")
        void asBytes() {
            EngineHttp3 session = open();
            assertThat(session.post("6:4hello10:b4AQIDBA==").status()).isEqualTo(200);
            var answer = session.poll();
            assertThat(answer.contentType()).isEqualTo("application/octet-stream");
            assertThat(HexFormat.of().formatHex(answer.bytes()))
                    .isEqualTo("0006ff" + "3468656c6c6f" + "0105ff" + "0401020304");
        }

        @Test
        @DisplayName("comes back that came as bytes")
        void cameAsBytes() {
            EngineHttp3 session = open();
            byte[] body = HexFormat.of().parseHex("0004ff" + "34e282ac" + "0103ff" + "04ff00");
            assertThat(session.post(body).status()).isEqualTo(200);
            assertThat(session.poll().bytes()).isEqualTo(body);
        }

        // B11
        @ParameterizedTest(name = "that is no packet is refused: {0}")
        @ValueSource(strings = {"abc", "4hello", "9:4hello", "1:9"})
        @Tag("beyond-reference")
        void invalid(String body) {
            EngineHttp3 session = open();
            answerUnlessCut(session.posting(body))
                    .ifPresent(reply -> assertThat(reply.status()).isEqualTo(400));
            assertThat(session.poll().status()).isEqualTo(400);
        }

        @Test
        @DisplayName("that ends before its bytes is refused")
        void truncated() {
            EngineHttp3 session = open();
            assertThat(session.post(HexFormat.of().parseHex("0105ff040102")).status())
                    .isEqualTo(400);
            assertThat(session.poll().status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("A message by WebSocket")
    class AMessageByWebSocket {

        // B12
        @Test
        @DisplayName("comes back as text")
        void text() {
            try (RawWebSocket socket = webSocket().text("4hello")) {
                assertThat(socket.next(PATIENCE)).isEqualTo(new Frame.Text("4hello"));
            }
        }

        // B13
        @Test
        @DisplayName("comes back as binary, behind its type as a byte")
        void binary() {
            byte[] frame = {4, 1, 2, 3, 4};
            try (RawWebSocket socket = webSocket().binary(frame)) {
                assertThat(socket.next(PATIENCE))
                        .isInstanceOfSatisfying(
                                Frame.Binary.class,
                                binary -> assertThat(binary.bytes()).isEqualTo(frame));
            }
        }

        @Test
        @DisplayName("comes back in base64 to who says so")
        void base64() {
            try (RawWebSocket socket = webSocket("&b64=1").text("b4AQIDBA==")) {
                assertThat(socket.next(PATIENCE)).isEqualTo(new Frame.Text("b4AQIDBA=="));
            }
        }

        // B14
        @ParameterizedTest(name = "that is no packet closes the connection: {0}")
        @ValueSource(strings = {"abc", "3", "b2AAAA"})
        void invalid(String packet) {
            try (RawWebSocket socket = webSocket().text(packet)) {
                assertClosed(socket);
            }
        }

        @Test
        @DisplayName("that is binary and has no type closes the connection")
        void invalidBinary() {
            try (RawWebSocket socket = webSocket().binary((byte) 1, (byte) 2)) {
                assertClosed(socket);
            }
        }
    }

    @Nested
    @DisplayName("A session")
    class ASession {

        // B15
        @Test
        @DisplayName("by polling is answered and lives on while it pings")
        void heartbeatByPolling() {
            EngineHttp3 session = open();
            for (int i = 0; i < 3; i++) {
                assertThat(session.post("1:2").status()).isEqualTo(200);
                assertThat(session.poll().body()).isEqualTo("1:3");
            }
        }

        // B16
        @Test
        @DisplayName("by polling is over when it does not ping")
        void timeoutByPolling() {
            EngineHttp3 session = open();
            Waiting.span(Duration.ofMillis(600));
            assertThat(session.poll().status()).isEqualTo(400);
        }

        // B17
        @Test
        @DisplayName("by WebSocket is answered and lives on while it pings")
        void heartbeatByWebSocket() {
            try (RawWebSocket socket = webSocket()) {
                for (int i = 0; i < 3; i++) {
                    assertThat(socket.text("2").next(PATIENCE)).isEqualTo(new Frame.Text("3"));
                }
            }
        }

        // B18
        @Test
        @DisplayName("by WebSocket is closed when it does not ping")
        void timeoutByWebSocket() {
            Stopwatch took = Stopwatch.start();
            try (RawWebSocket socket = webSocket()) {
                assertClosed(socket);
                assertThat(took.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(400));
                took.assertLessThan(Duration.ofSeconds(5));
            }
        }

        // B19
        @Test
        @DisplayName("by polling is closed by the client, and the waiting poll is released")
        void closeByPolling() {
            EngineHttp3 session = open();
            var waiting = session.polling();
            Waiting.untilPollIsHeld();
            assertThat(session.post("1:1").status()).isEqualTo(200);
            assertThat(answer(waiting).body()).isEqualTo("1:6");
            assertThat(session.poll().status()).isEqualTo(400);
        }

        @Test
        @DisplayName("ends with a second poll at the same time, and the first one is told")
        void duplicatePoll() {
            EngineHttp3 session = open();
            try (RawHttp first = RawHttp.connect(endpoint())) {
                first.head("GET", session.query());
                Waiting.untilPollIsHeld();
                assertThat(session.poll().status()).isEqualTo(400);
                assertThat(first.read().body()).isEqualTo("1:1");
            }
        }

        // B20
        @Test
        @DisplayName("by WebSocket is closed by the client")
        void closeByWebSocket() {
            try (RawWebSocket socket = webSocket().text("1")) {
                assertClosed(socket);
            }
        }
    }

    @Nested
    @DisplayName("An upgraded session")
    class AnUpgradedSession {

        private RawWebSocket probed(EngineHttp3 session) {
            RawWebSocket socket = session.webSocket(endpoint()).open().text("2probe");
            assertThat(socket.next(PATIENCE)).isEqualTo(new Frame.Text("3probe"));
            return socket;
        }

        private RawWebSocket upgraded(EngineHttp3 session) {
            RawWebSocket socket = probed(session);
            var released = answer(session.polling());
            assertThat(released.status()).isEqualTo(200);
            assertThat(released.body()).isEqualTo("1:6");
            return socket.text("5");
        }

        private static void assertEchoes(RawWebSocket socket) {
            assertThat(socket.text("4hello").next(PATIENCE)).isEqualTo(new Frame.Text("4hello"));
        }

        // B21
        @Test
        @DisplayName("takes messages by WebSocket, after the waiting poll was released")
        void upgrade() {
            try (RawWebSocket socket = upgraded(open())) {
                assertEchoes(socket);
            }
        }

        // B22
        @Test
        @DisplayName("refuses polls, and goes on")
        void pollAfterUpgrade() {
            EngineHttp3 session = open();
            try (RawWebSocket socket = upgraded(session)) {
                assertEchoes(socket);
                assertThat(session.poll().status()).isEqualTo(400);
                assertEchoes(socket);
            }
        }

        // B23
        @Test
        @DisplayName("closes a second WebSocket, and goes on")
        void webSocketAfterUpgrade() {
            EngineHttp3 session = open();
            try (RawWebSocket socket = upgraded(session)) {
                assertEchoes(socket);
                assertThat(session.webSocket(endpoint()).isRefusedOrClosed()).isTrue();
                assertEchoes(socket);
            }
        }
    }
}
