package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Handshake;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.client.Stopwatch;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The 32 cases of the official Socket.IO v5 suite; each test names its case. */
@DisplayName("Socket.IO v5")
public abstract class SocketIoV5Suite {

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return Endpoint.socketIo(base());
    }

    private EngineHttp http() {
        return new EngineHttp(endpoint());
    }

    @Nested
    @DisplayName("The Engine.IO handshake")
    class TheEngineHandshake {

        // C, engine: polling handshake
        @Test
        @DisplayName("by polling opens a session")
        void byPolling() {
            var reply = http().get("EIO=4&transport=polling");
            assertThat(reply.status()).isEqualTo(200);
            Handshakes.assertConformance(Handshake.parse(reply.body()), "websocket");
        }

        // C, engine: invalid EIO, invalid transport
        @ParameterizedTest(name = "by polling is refused with {0}")
        @ValueSource(strings = {"transport=polling", "EIO=abc&transport=polling", "EIO=4", "EIO=4&transport=abc"})
        void byPollingWithInvalidQuery(String query) {
            assertThat(http().get(query).status()).isEqualTo(400);
        }

        // C, engine: invalid method
        @ParameterizedTest(name = "by polling is refused with method {0}")
        @ValueSource(strings = {"POST", "PUT"})
        void byPollingWithInvalidMethod(String method) {
            assertThat(http().request(method, "EIO=4&transport=polling", "").status())
                    .isEqualTo(400);
        }

        // C, engine: ws handshake
        @Test
        @DisplayName("by WebSocket opens a session")
        void byWebSocket() {
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                Handshakes.assertConformance(socket.handshake());
            }
        }

        // C, engine: ws invalid EIO, invalid transport
        @ParameterizedTest(name = "by WebSocket is refused with {0}")
        @ValueSource(strings = {"transport=websocket", "EIO=abc&transport=websocket", "EIO=4", "EIO=4&transport=abc"})
        void byWebSocketWithInvalidQuery(String query) {
            assertThat(RawWebSocket.to(endpoint(), query).isRefusedOrClosed()).isTrue();
        }
    }

    /** C, engine: heartbeat and close. */
    @Nested
    class ASession extends EngineSessionCases {

        @Override
        protected Endpoint endpoint() {
            return SocketIoV5Suite.this.endpoint();
        }
    }

    @Nested
    @DisplayName("An upgraded session")
    class AnUpgradedSession {

        private EngineHttp.Session session;
        private RawWebSocket socket;

        @BeforeEach
        void open() {
            session = http().open();
            socket = Upgrades.upgraded(endpoint(), session);
        }

        @AfterEach
        void close() {
            socket.close();
        }

        // C, engine: upgrade
        @Test
        @DisplayName("takes messages by WebSocket")
        void upgrade() {
            assertConnects();
        }

        // C, engine: HTTP after upgrade
        @Test
        @DisplayName("refuses polls, and goes on")
        void pollAfterUpgrade() {
            Upgrades.assertPollRefused(session);
            assertConnects();
        }

        // C, engine: ws after upgrade
        @Test
        @DisplayName("closes a second WebSocket, and goes on")
        void webSocketAfterUpgrade() {
            assertThat(Upgrades.request(endpoint(), session.sid()).isRefusedOrClosed())
                    .isTrue();
            assertConnects();
        }

        private void assertConnects() {
            socket.text("40/random");
            Upgrades.assertText(socket, "44/random,{\"message\":\"Invalid namespace\"}");
        }
    }

    @Nested
    @DisplayName("A client that connects")
    class AClientThatConnects {

        private EngineSocket socket;

        @BeforeEach
        void open() {
            socket = EngineSocket.open(endpoint());
        }

        @AfterEach
        void close() {
            socket.close();
        }

        // C: connect main, connect main + payload, connect custom, connect custom + payload
        @ParameterizedTest(name = "with {0} gets a socket id and {2}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "40 | 40 | 42[\"auth\",{}]",
                    "40{\"token\":\"123\"} | 40 | 42[\"auth\",{\"token\":\"123\"}]",
                    "40/custom, | 40/custom, | 42/custom,[\"auth\",{}]",
                    "40/custom,{\"token\":\"abc\"} | 40/custom, | 42/custom,[\"auth\",{\"token\":\"abc\"}]"
                })
        void joinsTheNamespace(String connect, String prefix, String greeting) {
            socket.send(connect);
            assertThat(socket.next()).matches(Pattern.quote(prefix) + "\\{\"sid\":\"[^\"]+\"}");
            assertThat(socket.next()).isEqualTo(greeting);
        }

        // C: unknown namespace
        @Test
        @DisplayName("to an unknown namespace is refused, and stays connected")
        void unknownNamespace() {
            assertThat(socket.send("40/random").next()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
            socket.join();
        }

        // C: invalid handshake
        @Test
        @DisplayName("with an invalid packet is closed")
        void invalidHandshake() {
            assertThat(socket.send("4abc").ending().packets()).isEmpty();
        }

        // C: no handshake
        @Test
        @DisplayName("too late is closed")
        void noHandshake() {
            Stopwatch took = Stopwatch.start();
            assertThat(socket.ending().packets()).isEmpty();
            assertThat(took.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(1000));
            took.assertLessThan(Duration.ofSeconds(6)); // time in which the server is held up does not count
        }
    }

    @Nested
    @DisplayName("A client that disconnects")
    class AClientThatDisconnects {

        // C: disconnect main
        @Test
        @DisplayName("from the main namespace keeps its connection")
        void main() {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                socket.send("41");
                Upgrades.assertNextIsPing(socket.raw());
            }
        }

        // C: disconnect custom
        @Test
        @DisplayName("from another namespace stays in the main one")
        void custom() {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                assertThat(socket.send("40/custom").next()).startsWith("40/custom,{\"sid\":");
                assertThat(socket.next()).isEqualTo("42/custom,[\"auth\",{}]");
                socket.send("41/custom").send("42[\"message\",\"message to main namespace\"]");
                assertThat(socket.next()).isEqualTo("42[\"message-back\",\"message to main namespace\"]");
            }
        }
    }

    @Nested
    @DisplayName("A message")
    class AMessage {

        private EngineSocket socket;

        @BeforeEach
        void open() {
            socket = EngineSocket.connected(endpoint());
        }

        @AfterEach
        void close() {
            socket.close();
        }

        // C: message text; ack
        @ParameterizedTest(name = "{0} is answered with {1}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "42[\"message\",1,\"2\",{\"3\":[true]}] | 42[\"message-back\",1,\"2\",{\"3\":[true]}]",
                    "42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}] | 43456[1,\"2\",{\"3\":[false]}]"
                })
        void text(String message, String answer) {
            assertThat(socket.send(message).next()).isEqualTo(answer);
        }

        // C: message binary; ack binary
        @ParameterizedTest(name = "{0}{2} with two attachments is answered with {1}{2}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {"452-[\"message\", | 452-[\"message-back\",", "452-789[\"message-with-ack\", | 462-789["})
        void binary(String message, String answer) {
            String arguments = "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";
            socket.send(message + arguments).send((byte) 1, (byte) 2, (byte) 3).send((byte) 4, (byte) 5, (byte) 6);
            assertThat(socket.next()).isEqualTo(answer + arguments);
            assertThat(socket.nextBinary()).containsExactly(1, 2, 3);
            assertThat(socket.nextBinary()).containsExactly(4, 5, 6);
        }

        // C: invalid: unknown type; invalid payload; invalid ack id
        @ParameterizedTest(name = "{0} closes the connection")
        @ValueSource(strings = {"4abc", "42{}", "42abc[\"message-with-ack\",1,\"2\",{\"3\":[false]}]"})
        void invalid(String packet) {
            assertThat(socket.send(packet).ending().packets()).isEmpty();
        }
    }
}
