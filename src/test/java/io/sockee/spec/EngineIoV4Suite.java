package io.sockee.spec;

import static io.sockee.spec.client.EngineHttp.answer;
import static io.sockee.spec.client.EngineHttp.answerUnlessCut;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Handshake;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.RawWebSocket;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The 25 cases of the official Engine.IO v4 suite; each test names its case. */
@DisplayName("Engine.IO v4")
public abstract class EngineIoV4Suite {

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return Endpoint.engineIo(base());
    }

    private EngineHttp http() {
        return new EngineHttp(endpoint());
    }

    @Nested
    @DisplayName("The handshake")
    class TheHandshake {

        // A1
        @Test
        @DisplayName("by polling opens a session")
        void byPolling() {
            var reply = http().get("EIO=4&transport=polling");
            assertThat(reply.status()).isEqualTo(200);
            Handshakes.assertConformance(Handshake.parse(reply.body()), "websocket");
        }

        // A2
        @ParameterizedTest(name = "by polling is refused with \"{0}\"")
        @ValueSource(strings = {"transport=polling", "EIO=abc&transport=polling"})
        void byPollingWithInvalidVersion(String query) {
            assertThat(http().get(query).status()).isEqualTo(400);
        }

        // A3
        @ParameterizedTest(name = "by polling is refused with \"{0}\"")
        @ValueSource(strings = {"EIO=4", "EIO=4&transport=abc"})
        void byPollingWithInvalidTransport(String query) {
            assertThat(http().get(query).status()).isEqualTo(400);
        }

        // A4
        @ParameterizedTest(name = "by polling is refused with method {0}")
        @ValueSource(strings = {"POST", "PUT"})
        void byPollingWithInvalidMethod(String method) {
            assertThat(http().request(method, "EIO=4&transport=polling", "").status())
                    .isEqualTo(400);
        }

        // A5
        @Test
        @DisplayName("by WebSocket opens a session")
        void byWebSocket() {
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                Handshakes.assertConformance(socket.handshake());
            }
        }

        // A6
        @ParameterizedTest(name = "by WebSocket is refused with \"{0}\"")
        @ValueSource(strings = {"transport=websocket", "EIO=abc&transport=websocket"})
        void byWebSocketWithInvalidVersion(String query) {
            assertThat(RawWebSocket.to(endpoint(), query).isRefusedOrClosed()).isTrue();
        }

        // A7
        @ParameterizedTest(name = "by WebSocket is refused with \"{0}\"")
        @ValueSource(strings = {"EIO=4", "EIO=4&transport=abc"})
        void byWebSocketWithInvalidTransport(String query) {
            assertThat(RawWebSocket.to(endpoint(), query).isRefusedOrClosed()).isTrue();
        }
    }

    @Nested
    @DisplayName("A message by polling")
    class AMessageByPolling {

        private EngineHttp.Session session;

        @BeforeEach
        void open() {
            session = http().open();
        }

        // A8 (one packet), A9 (several in one body, in order), A10 (text and binary)
        @ParameterizedTest(name = "comes back: {0}")
        @ValueSource(strings = {"4hello", "4test1\u001e4test2\u001e4test3", "4hello\u001ebAQIDBA=="})
        void isEchoed(String body) {
            var posted = session.post(body);
            assertThat(posted.status()).isEqualTo(200);
            assertThat(posted.body()).isEqualTo("ok");
            String answer = session.poll().body();
            assertThat(answer.startsWith("2\u001e") ? answer.substring(2) : answer) // a ping, where the machine is slow
                    .isEqualTo(body);
        }

        // A11; the reference answers the POST with 200 on newer Node.js
        @Test
        @Tag("beyond-reference")
        @DisplayName("that is no packet is refused")
        void invalid() {
            var posted = answerUnlessCut(session.posting("abc"));
            posted.ifPresent(reply -> assertThat(reply.status()).isEqualTo(400));
        }

        // A11
        @Test
        @DisplayName("that is no packet ends the session")
        void endsTheSession() {
            answerUnlessCut(session.posting("abc"));
            assertThat(session.poll().status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("A poll")
    class APoll {

        private EngineHttp.Session session;

        @BeforeEach
        void open() {
            session = http().open();
        }

        // A12
        @Test
        @DisplayName("beside another one ends the session, and the first one is told")
        void duplicate() {
            try (RawHttp first = RawHttp.connect(endpoint())) {
                first.head("GET", session.query());
                Waiting.untilPollIsHeld();
                assertThat(session.poll().status()).isIn(400, 500);
                var told = first.read();
                assertThat(told.status()).isEqualTo(200);
                assertThat(told.body()).isEqualTo("1");
            }
            assertThat(session.poll().status()).isEqualTo(400);
        }

        // A13
        @Test
        @DisplayName("that the client breaks off ends the session")
        void cancelled() {
            try (RawHttp pending = RawHttp.connect(endpoint())) {
                pending.head("GET", session.query());
                Waiting.untilPollIsHeld();
            }
            assertThat(session.poll().status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("A message by WebSocket")
    class AMessageByWebSocket {

        // A14
        @Test
        @DisplayName("comes back as text")
        void text() {
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                assertThat(socket.send("4hello").next()).isEqualTo("4hello");
            }
        }

        // A15
        @Test
        @DisplayName("comes back as binary, without a prefix")
        void binary() {
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                byte[] message = {1, 2, 3, 4};
                assertThat(socket.send(message).nextBinary()).isEqualTo(message);
            }
        }

        // A16
        @Test
        @DisplayName("that is no packet closes the connection")
        void invalid() {
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                assertThat(socket.send("abc").ending().packets()).isEmpty();
            }
        }
    }

    /** The cases that the Socket.IO suite has as well. */
    @Nested
    class ASession extends EngineSessionCases {

        @Override
        protected Endpoint endpoint() {
            return EngineIoV4Suite.this.endpoint();
        }
    }

    @Nested
    @DisplayName("An upgraded session")
    class AnUpgradedSession {

        // A23
        @Test
        @DisplayName("takes messages by WebSocket, after the waiting poll was released")
        void upgrade() {
            EngineHttp.Session session = http().open();
            try (RawWebSocket socket = Upgrades.probed(endpoint(), session.sid())) {
                var released = answer(session.polling());
                assertThat(released.status()).isEqualTo(200);
                assertThat(released.body()).isEqualTo("6");
                socket.text("5").text("4hello");
                Upgrades.assertText(socket, "4hello");
            }
        }

        // A24
        @Test
        @DisplayName("refuses polls, and goes on")
        void pollAfterUpgrade() {
            EngineHttp.Session session = http().open();
            try (RawWebSocket socket = Upgrades.upgraded(endpoint(), session)) {
                Upgrades.assertPollRefused(session);
                socket.text("4hello");
                Upgrades.assertText(socket, "4hello");
            }
        }

        // A25
        @Test
        @DisplayName("closes a second WebSocket, and goes on")
        void webSocketAfterUpgrade() {
            EngineHttp.Session session = http().open();
            try (RawWebSocket socket = Upgrades.upgraded(endpoint(), session)) {
                assertThat(Upgrades.request(endpoint(), session.sid()).isRefusedOrClosed())
                        .isTrue();
                socket.text("4hello");
                Upgrades.assertText(socket, "4hello");
            }
        }
    }
}
