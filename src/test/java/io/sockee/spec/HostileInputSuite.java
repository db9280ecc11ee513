package io.sockee.spec;

import static io.sockee.spec.client.EngineHttp.answerUnlessCut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is made to hurt. */
@DisplayName("Hostile input")
public abstract class HostileInputSuite extends BystanderSuite {

    /** What a server may take for one hostile request of at most 1 MB, on a slow machine. */
    private static final Duration BOUNDED = Duration.ofSeconds(4);

    /** A message ends in one of two ways: it is echoed as it was, or the connection is closed without any answer. */
    private void assertEchoedOrClosed(String arguments) {
        try (EngineSocket socket = EngineSocket.connected(endpoint())) {
            Frame frame = socket.send("42[\"message\"," + arguments + "]").nextFrame();
            if (frame instanceof Frame.Text echo) {
                assertThat(echo.text()).isEqualTo("42[\"message-back\"," + arguments + "]");
            } else {
                assertThat(frame).isInstanceOfAny(Frame.Close.class, Frame.End.class);
            }
        }
    }

    @Nested
    @DisplayName("in a polling body")
    class InAPollingBody {

        private EngineHttp.Session session;

        @BeforeEach
        void open() {
            session = new EngineHttp(endpoint()).open();
        }

        @Test
        @DisplayName("of a million separators ends the session in bounded time")
        void separators() {
            assertTimeout(BOUNDED, () -> answerUnlessCut(session.posting("\u001e".repeat(1_000_000))));
            assertThat(session.poll().status()).isEqualTo(400);
        }

        // The reference answers 200 although the session has ended.
        @Test
        @Tag("beyond-reference")
        @DisplayName("of a million separators is answered with 400")
        void separatorsStatus() {
            assertThat(session.post("\u001e".repeat(1_000_000)).status()).isEqualTo(400);
        }

        @Test
        @DisplayName("of half a million empty packets ends in bounded time")
        void emptyMessages() {
            assertTimeout(BOUNDED, () -> answerUnlessCut(session.posting("4\u001e".repeat(500_000) + "4")));
        }

        @Test
        @DisplayName("of 100,000 pongs ends in bounded time")
        void pongs() {
            assertTimeout(BOUNDED, () -> answerUnlessCut(session.posting("3\u001e".repeat(99_999) + "3")));
        }

        @ParameterizedTest(name = "of broken base64 harms nobody: {0}")
        @ValueSource(strings = {"b", "b====", "b!!!!", "bA", "bAQ=ID", "b\u20ac"})
        void base64(String body) {
            session.post("40");
            answerUnlessCut(session.posting(body));
        }
    }

    @Nested
    @DisplayName("in JSON")
    class InJson {

        @Test
        @DisplayName("100 levels deep is echoed")
        void notSoDeep() {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                String argument = "[".repeat(100) + "]".repeat(100);
                assertThat(socket.send("42[\"message\"," + argument + "]").next())
                        .isEqualTo("42[\"message-back\"," + argument + "]");
            }
        }

        // The reference overflows its stack, and does not survive that.
        @ParameterizedTest(name = "{0} levels deep is echoed or refused")
        @Tag("beyond-reference")
        @ValueSource(ints = {10_000, 400_000})
        void deepArrays(int depth) {
            assertEchoedOrClosed("[".repeat(depth) + "]".repeat(depth));
        }

        @Test
        @Tag("beyond-reference")
        @DisplayName("10,000 levels deep in objects is echoed or refused")
        void deepObjects() {
            assertEchoedOrClosed("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
        }

        @Test
        @DisplayName("deep, never closed, is refused")
        void neverClosed() {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                socket.send("42[\"message\"," + "[".repeat(900_000));
                assertThat(socket.ending().packets()).isEmpty();
            }
        }

        @Test
        @DisplayName("deep as payload of CONNECT is echoed or refused")
        void deepAuth() {
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                socket.send("40{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
                assertThat(socket.nextFrame()).isInstanceOfAny(Frame.Text.class, Frame.Close.class, Frame.End.class);
            }
        }

        @Test
        @DisplayName("with a number of 500,000 digits is answered in bounded time")
        void longNumber() {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                socket.send("42[\"message\",1" + "0".repeat(500_000) + "]");
                assertTimeout(BOUNDED, socket::nextFrame);
            }
        }

        @Test
        @DisplayName("with 20,000 keys whose strings have one hash code is answered in bounded time")
        void collidingKeys() {
            StringBuilder keys = new StringBuilder("{");
            for (int i = 0; i < 1 << 15; i++) {
                for (int bit = 0; bit < 15; bit++) {
                    keys.append(bit == 0 ? "\"" : "").append((i >> bit & 1) == 0 ? "Aa" : "BB");
                }
                keys.append("\":1,");
                if (keys.length() > 900_000) {
                    break;
                }
            }
            keys.setCharAt(keys.length() - 1, '}');
            assertTimeout(BOUNDED, () -> assertEchoedOrClosed(keys.toString()));
        }

        @ParameterizedTest(name = "is not echoed changed: {0}")
        @ValueSource(strings = {"\"\\ud800\"", "\"\\u0000\"", "{\"__proto__\":{\"a\":1}}"})
        void strange(String argument) {
            assertEchoedOrClosed(argument);
        }
    }

    @Nested
    @DisplayName("in a packet's head")
    class InAPacketHead {

        @ParameterizedTest(name = "that is long is answered or refused: {0}...")
        @ValueSource(strings = {"42", "45", "40/", "43"})
        void longHead(String start) {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                socket.send(start + "9".repeat(500_000));
                socket.send("42[\"message\",1");
                assertTimeout(BOUNDED, socket::ending);
            }
        }

        @Test
        @DisplayName("with an ack id of 30 digits harms nobody")
        void hugeAckId() {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                socket.send("42" + "9".repeat(30) + "[\"message-with-ack\"]");
                assertThat(socket.nextFrame()).isInstanceOfAny(Frame.Text.class, Frame.Close.class, Frame.End.class);
            }
        }

        @Test
        @DisplayName("that names 2,000 unknown namespaces gets as many refusals")
        void manyNamespaces() {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                for (int i = 0; i < 2000; i++) {
                    socket.send("40/random" + i + ",");
                }
                for (int i = 0; i < 2000; i++) {
                    assertThat(socket.next()).isEqualTo("44/random" + i + ",{\"message\":\"Invalid namespace\"}");
                }
            }
        }
    }

    @Nested
    @DisplayName("in WebSocket frames")
    class InWebSocketFrames extends HostileFramesSuite {
        @Override
        protected URI base() {
            return HostileInputSuite.this.base();
        }
    }
}
