package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket.IO v5 events and acknowledgements beyond the official cases: their names, payloads and ids. */
@DisplayName("Socket.IO events")
public abstract class SocketIoEventsSuite {

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return Endpoint.socketIo(base());
    }

    private EngineSocket socket;

    @BeforeEach
    void open() {
        socket = EngineSocket.connected(endpoint());
    }

    @AfterEach
    void close() {
        socket.close();
    }

    private void assertAlive() {
        assertThat(socket.send("42[\"message\",\"alive\"]").next()).isEqualTo("42[\"message-back\",\"alive\"]");
    }

    private void assertClosedBy(String packet) {
        assertThat(socket.send(packet).ending().packets()).isEmpty();
    }

    @Nested
    @DisplayName("EVENT")
    class Event {

        @ParameterizedTest(name = "may not be called {0}, a reserved name")
        @ValueSource(
                strings = {"connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"})
        void reserved(String name) {
            assertClosedBy("42[\"" + name + "\",1]");
        }

        // Names that mean something to one implementation or another, but nothing to the protocol.
        @ParameterizedTest(name = "may be called {0}, though nobody listens")
        @ValueSource(
                strings = {
                    "1",
                    "0",
                    "-1.5",
                    "\"\"",
                    "\"connection\"",
                    "\"__proto__\"",
                    "\"constructor\"",
                    "\"toString\"",
                    "\"hasOwnProperty\"",
                    "\"message-back\"",
                    "\"auth\"",
                    "\"Connect\"",
                    "\"a\\u0000b\""
                })
        void unusual(String name) {
            socket.send("42[" + name + ",1]");
            assertAlive();
        }

        // CVE-2024-38355: nobody listens to it, and an emitter of Node.js would throw then
        @Test
        @DisplayName("called error disturbs nobody")
        void error() {
            socket.send("42[\"error\",\"boom\"]");
            assertAlive();
        }

        @ParameterizedTest(name = "{0} has an invalid payload and closes the connection")
        @ValueSource(
                strings = {
                    "42{}",
                    "42\"message\"",
                    "42null",
                    "42true",
                    "42[]",
                    "42[null]",
                    "42[true]",
                    "42[{}]",
                    "42[[\"message\"]]",
                    "42[\"message\"",
                    "42[\"message\",]",
                    "42[\"message\"]]",
                    "42['message']",
                    "42[\"message\",NaN]",
                    "42[\"message\",01]",
                    "42[\"message\",\"\u0001\"]",
                    "42[\"message\",\"\\ud8\"]",
                    "42/,{}",
                    "42-1[\"message\"]",
                    "421.5[\"message\"]"
                })
        void payload(String packet) {
            assertClosedBy(packet);
        }

        // The payload of an event is an array; the reference ignores an event that has none.
        @ParameterizedTest(name = "{0} has no payload and closes the connection")
        @Tag("beyond-reference")
        @ValueSource(strings = {"42", "42/", "42/,", "421"})
        void noPayload(String packet) {
            assertClosedBy(packet);
        }

        @Test
        @DisplayName("without arguments is one as well")
        void noArguments() {
            assertThat(socket.send("42[\"message\"]").next()).isEqualTo("42[\"message-back\"]");
        }

        @Test
        @DisplayName("keeps its order")
        void order() {
            for (int i = 0; i < 500; i++) {
                socket.send("42[\"message\"," + i + "]");
            }
            for (int i = 0; i < 500; i++) {
                assertThat(socket.next()).isEqualTo("42[\"message-back\"," + i + "]");
            }
        }
    }

    @Nested
    @DisplayName("ACK and the other types")
    class AckAndOthers {

        @ParameterizedTest(name = "id {0} comes back with the answer")
        @ValueSource(strings = {"0", "1", "456", "9007199254740991"})
        void ids(String id) {
            assertThat(socket.send("42" + id + "[\"message-with-ack\",\"x\"]").next())
                    .isEqualTo("43" + id + "[\"x\"]");
        }

        @Test
        @DisplayName("answers in a namespace name it")
        void namespace() {
            assertThat(socket.send("40/custom").next()).startsWith("40/custom,");
            socket.next();
            assertThat(socket.send("42/custom,7[\"message-with-ack\",\"x\"]").next())
                    .isEqualTo("43/custom,7[\"x\"]");
        }

        @Test
        @DisplayName("an answer that nobody has asked for is ignored")
        void unknownAck() {
            socket.send("43999[\"x\"]");
            assertAlive();
        }

        @ParameterizedTest(name = "{0} has an invalid payload or type and closes the connection")
        @ValueSource(
                strings = {
                    "431{}",
                    "431\"x\"",
                    "41{}",
                    "41[]",
                    "41\"x\"",
                    "44{\"message\":\"x\"}",
                    "44\"x\"",
                    "47[\"message\"]",
                    "48",
                    "49",
                    "4",
                    "4-1",
                    "4 2[\"message\"]",
                    "4\u0662[\"message\"]"
                })
        void invalid(String packet) {
            assertClosedBy(packet);
        }
    }
}
