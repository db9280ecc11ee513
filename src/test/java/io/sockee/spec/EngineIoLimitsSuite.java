package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.RawWebSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limit of 1,000,000 bytes that the handshake announces as maxPayload. */
@DisplayName("An Engine.IO message")
public abstract class EngineIoLimitsSuite {

    private static final int MAX_PAYLOAD = 1_000_000;

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return Endpoint.engineIo(base());
    }

    private static String message(int length) {
        return "4" + "x".repeat(length - 1);
    }

    @Nested
    @DisplayName("by polling")
    class ByPolling {

        private EngineHttp.Session session;

        @BeforeEach
        void open() {
            session = new EngineHttp(endpoint()).open();
        }

        private int post(byte[] body) {
            try (RawHttp connection = RawHttp.connect(endpoint())) {
                connection.head(
                        "POST",
                        session.query(),
                        "Content-Type: text/plain;charset=UTF-8",
                        "Content-Length: " + body.length);
                return connection.writeUnlessCut(body).read().status();
            }
        }

        @Test
        @DisplayName("of just the limit is taken")
        void atTheLimit() {
            String body = message(MAX_PAYLOAD);
            assertThat(session.post(body).status()).isEqualTo(200);
            assertThat(session.next()).isEqualTo(body);
        }

        // By WebSocket such a text ends its connection as well (RFC 6455, section 8.1).
        @ParameterizedTest
        @Tag("beyond-reference")
        @ValueSource(ints = {3, 9_000})
        @DisplayName("that is no UTF-8 is refused, and ends its session")
        void illFormed(int length) {
            byte[] body = ("4" + "\u00ff".repeat(length - 1)).getBytes(StandardCharsets.ISO_8859_1);
            assertThat(post(body)).isEqualTo(400);
            assertThat(session.poll().body()).contains("Session ID unknown");
            open();
            assertThat(session.post("4\ufffd").status()).isEqualTo(200);
            assertThat(session.next()).isEqualTo("4\ufffd");
        }

        @Test
        @DisplayName("of a byte more is refused with 413")
        void overTheLimit() {
            assertThat(post(message(MAX_PAYLOAD + 1).getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(413);
        }

        @Test
        @DisplayName("is measured in bytes, not in characters")
        void bytes() {
            String body = "4" + "\u00e9".repeat(MAX_PAYLOAD / 2);
            assertThat(body.length()).isLessThan(MAX_PAYLOAD);
            assertThat(post(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(413);
        }

        @Test
        @DisplayName("that does not announce its length is refused with 413 as well")
        void chunked() {
            try (RawHttp connection = RawHttp.connect(endpoint())) {
                connection.head(
                        "POST",
                        session.query(),
                        "Content-Type: text/plain;charset=UTF-8",
                        "Transfer-Encoding: chunked");
                String chunk = message(100_000);
                for (int i = 0; i < 11; i++) {
                    connection.writeUnlessCut(("186a0\r\n" + chunk + "\r\n").getBytes(StandardCharsets.UTF_8));
                }
                connection.writeUnlessCut("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(connection.read().status()).isEqualTo(413);
            }
        }
    }

    @Nested
    @DisplayName("by WebSocket")
    class ByWebSocket {

        private static final int TOO_BIG = 1009;

        private static void assertTooBig(EngineSocket.Ending ending) {
            assertThat(ending.code()).isEqualTo(TOO_BIG);
            assertThat(ending.reason()).as("as the reference has it").isEmpty();
        }

        @Test
        @DisplayName("of just the limit is taken, be it text or binary")
        void atTheLimit() {
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                String text = message(MAX_PAYLOAD);
                assertThat(socket.send(text).next()).isEqualTo(text);
                byte[] binary = new byte[MAX_PAYLOAD];
                Arrays.fill(binary, (byte) 7);
                assertThat(socket.send(binary).nextBinary()).isEqualTo(binary);
            }
        }

        @Test
        @DisplayName("of a byte more closes the connection with 1009")
        void overTheLimit() {
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                assertTooBig(socket.send(message(MAX_PAYLOAD + 1)).ending());
            }
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                assertTooBig(socket.send(new byte[MAX_PAYLOAD + 1]).ending());
            }
        }

        @Test
        @DisplayName("of many fragments is put together")
        void fragments() {
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                String text = message(100);
                RawWebSocket raw = socket.raw();
                for (int i = 0; i < text.length(); i++) {
                    byte[] fragment = {(byte) text.charAt(i)};
                    raw.frame(i == text.length() - 1, i == 0 ? RawWebSocket.TEXT : RawWebSocket.CONTINUATION, fragment);
                }
                assertThat(socket.next()).isEqualTo(text);
            }
        }

        @Test
        @DisplayName("whose fragments never end closes the connection with 1009 at the limit")
        void endlessFragments() {
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                byte[] fragment = message(50_000).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 21; i++) {
                    int opcode = i == 0 ? RawWebSocket.TEXT : RawWebSocket.CONTINUATION;
                    socket.raw().offer(RawWebSocket.encode(false, opcode, fragment, true));
                }
                assertTooBig(socket.silentEnding());
            }
        }

        @Test
        @DisplayName("that announces 2^62 bytes in one frame closes the connection, by the heartbeat at the latest")
        void hugeLength() {
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                socket.raw().raw(new byte[] {(byte) 0x81, (byte) 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
                byte[] zeros = new byte[100_000];
                for (int i = 0; i < 20 && socket.raw().offer(zeros); i++) {
                    // goes on until the server closes, or has been sent twice the limit
                }
                assertThat(socket.silentEnding().packets()).allMatch("2"::equals);
            }
        }
    }
}
