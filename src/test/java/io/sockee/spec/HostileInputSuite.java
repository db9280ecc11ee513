package io.sockee.spec;

import static io.sockee.spec.client.EngineHttp.answerUnlessCut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.sockee.spec.client.Bystander;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is made to hurt; after each of it a connection beside it goes on, and new ones are accepted. */
@DisplayName("Hostile input")
public abstract class HostileInputSuite {

    /** What a server may take for one hostile request of at most 1 MB, on a slow machine. */
    private static final Duration BOUNDED = Duration.ofSeconds(4);

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return Endpoint.socketIo(base());
    }

    private Bystander bystander;

    @BeforeEach
    void standBy() {
        bystander = Bystander.at(endpoint());
    }

    @AfterEach
    void nobodyElseWasDisturbed() {
        bystander.echo();
        bystander.close();
        EngineSocket.connected(endpoint()).close();
        new EngineHttp(endpoint()).open();
    }

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
    class InWebSocketFrames {

        private EngineSocket socket;

        @BeforeEach
        void open() {
            socket = EngineSocket.connected(endpoint());
        }

        @AfterEach
        void close() {
            socket.close();
        }

        @Test
        @DisplayName("of one byte each, without end, is closed at the limit")
        void oneByteFragments() {
            socket.raw().frame(false, RawWebSocket.TEXT, new byte[] {'4'});
            ByteArrayOutputStream thousand = new ByteArrayOutputStream();
            for (int i = 0; i < 1000; i++) {
                thousand.writeBytes(RawWebSocket.encode(false, RawWebSocket.CONTINUATION, new byte[] {'x'}, true));
            }
            for (int i = 0; i < 1001 && socket.raw().offer(thousand.toByteArray()); i++) {
                // goes on until the server closes, or has been sent more than the limit
            }
            assertThat(socket.silentEnding().packets()).allMatch("2"::equals);
        }

        @Test
        @DisplayName("without a mask is closed")
        void unmasked() {
            socket.raw().unmasked(RawWebSocket.TEXT, "42[\"message\",1]".getBytes(StandardCharsets.UTF_8));
            assertThat(socket.ending().packets()).isEmpty();
        }

        @Test
        @DisplayName("of text that is no UTF-8 is closed")
        void invalidUtf8() {
            byte[] loneSurrogate = {'4', '2', '[', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ']'};
            socket.raw().frame(true, RawWebSocket.TEXT, loneSurrogate);
            assertThat(socket.ending().packets()).isEmpty();
        }

        /** Four who send as fast as they can, pongs among it; a thread that came with a ping must not be held by any of them. */
        @Test
        @DisplayName("of thousands of messages at once are answered, close nobody, and delay nobody else")
        void manyMessages() throws InterruptedException {
            int flooders = 4;
            int messages = 3_000; // fewer than may wait to be sent
            Duration quiet = bystander.medianEcho(20);
            List<EngineSocket> sockets = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            AtomicInteger answers = new AtomicInteger();
            for (int i = 0; i < flooders; i++) {
                EngineSocket flooder = EngineSocket.connected(endpoint());
                sockets.add(flooder);
                threads.add(new Thread(() -> {
                    for (int n = 0; n < messages; n++) {
                        flooder.send("42[\"message\"," + n + "]");
                    }
                }));
                threads.add(new Thread(() -> {
                    for (int n = 0; n < messages; n++) {
                        if (flooder.next().equals("42[\"message-back\"," + n + "]")) {
                            answers.incrementAndGet();
                        }
                    }
                }));
            }
            threads.forEach(Thread::start);
            Duration worst = Duration.ZERO;
            while (threads.stream().anyMatch(Thread::isAlive)) {
                Duration echo = bystander.echo();
                worst = echo.compareTo(worst) > 0 ? echo : worst;
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(answers).hasValue(flooders * messages);
            assertThat(worst)
                    .as("the worst echo of another; %s is usual", quiet)
                    .isLessThan(BOUNDED);
            sockets.forEach(EngineSocket::close);
        }

        @Test
        @DisplayName("of 10,000 pings is answered, or closed")
        void pings() {
            for (int i = 0; i < 10_000; i++) {
                socket.raw().offer(RawWebSocket.encode(true, RawWebSocket.PING, new byte[] {1}, true));
            }
            socket.raw()
                    .offer(RawWebSocket.encode(true, RawWebSocket.TEXT, "4abc".getBytes(StandardCharsets.UTF_8), true));
            assertTimeout(BOUNDED, socket::ending);
        }
    }
}
