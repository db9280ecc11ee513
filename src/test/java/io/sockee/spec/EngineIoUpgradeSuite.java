package io.sockee.spec;

import static io.sockee.spec.client.EngineHttp.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.client.Stopwatch;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way from polling to WebSocket, with what may go wrong on it. */
@DisplayName("An Engine.IO upgrade")
public abstract class EngineIoUpgradeSuite {

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return Endpoint.engineIo(base());
    }

    private EngineHttp.Session session;

    @BeforeEach
    void open() {
        session = new EngineHttp(endpoint()).open();
    }

    private void assertPollingGoesOn() {
        assertThat(session.post("4alive").status()).isEqualTo(200);
        assertThat(nextMessage()).isEqualTo("4alive");
    }

    /** Polls on until a message comes: while a probe is open the server releases polls by noops, and pings come at their time. */
    private String nextMessage() {
        while (true) {
            for (String packet : session.next().split("\u001e", -1)) {
                if (!packet.equals("6") && !packet.equals("2")) {
                    return packet;
                }
            }
        }
    }

    private static void assertClosed(RawWebSocket socket) {
        Frame frame = socket.next(EngineHttp.PATIENCE);
        assertThat(frame).isInstanceOfAny(Frame.Close.class, Frame.End.class);
    }

    @Nested
    @DisplayName("while it is probed")
    class WhileProbed {

        @Test
        @DisplayName("releases the waiting poll within its check of 100 ms")
        void releasesThePoll() {
            var poll = session.polling();
            Waiting.untilPollIsHeld();
            try (RawWebSocket probe = Upgrades.probed(endpoint(), session.sid())) {
                Stopwatch took = Stopwatch.start();
                assertThat(answer(poll).body()).isEqualTo("6");
                took.assertLessThan(Duration.ofMillis(250));
            }
        }

        @Test
        @DisplayName("still takes messages by polling")
        void takesPosts() {
            try (RawWebSocket probe = Upgrades.probed(endpoint(), session.sid())) {
                assertPollingGoesOn();
            }
        }

        @ParameterizedTest(name = "closes nothing but the probe when that sends \"{0}\"")
        @ValueSource(strings = {"4hello", "2", "2probe2", "3", "1", "abc", ""})
        void garbage(String packet) {
            try (RawWebSocket probe =
                    Upgrades.request(endpoint(), session.sid()).open()) {
                probe.text(packet);
                assertClosed(probe);
            }
            assertPollingGoesOn();
        }

        @Test
        @DisplayName("closes nothing but the probe when that sends garbage after the probe")
        void garbageAfterProbe() {
            try (RawWebSocket probe = Upgrades.probed(endpoint(), session.sid())) {
                probe.text("4hello");
                assertClosed(probe);
            }
            assertPollingGoesOn();
        }

        @Test
        @DisplayName("opens no more second probes when many have come, and goes on with the first")
        void manyProbes() {
            try (RawWebSocket first = Upgrades.probed(endpoint(), session.sid())) {
                for (int i = 0; i < 8; i++) {
                    try (RawWebSocket second =
                            Upgrades.request(endpoint(), session.sid()).open()) {
                        assertClosed(second);
                    }
                }
                HttpReply refused = Upgrades.request(endpoint(), session.sid()).attempt();
                assertThat(refused.status()).isEqualTo(400);
                assertPollingGoesOn();
            }
        }

        @Test
        @DisplayName("goes on by polling when the probe breaks off, and can be probed again")
        void probeBreaksOff() {
            Upgrades.probed(endpoint(), session.sid()).close();
            assertPollingGoesOn();
            try (RawWebSocket socket = Upgrades.upgraded(endpoint(), session)) {
                Upgrades.assertText(socket.text("4again"), "4again");
            }
        }

        @Test
        @DisplayName("closes a second probe, and goes on with the first")
        void secondProbe() {
            try (RawWebSocket first = Upgrades.probed(endpoint(), session.sid());
                    RawWebSocket second =
                            Upgrades.request(endpoint(), session.sid()).open()) {
                assertClosed(second);
                first.text("5").text("4hello");
                Upgrades.assertText(first, "4hello");
            }
        }

        @Test
        @DisplayName("ends with the session")
        void sessionCloses() {
            try (RawWebSocket probe = Upgrades.probed(endpoint(), session.sid())) {
                session.post("1");
                assertClosed(probe);
            }
        }
    }

    @Nested
    @DisplayName("when it is complete")
    class WhenComplete {

        @Test
        @DisplayName("delivers what had no poll to go by, in order")
        void flushes() {
            try (RawWebSocket socket = Upgrades.probed(endpoint(), session.sid())) {
                assertThat(answer(session.polling()).body()).isEqualTo("6");
                session.post("4first\u001e4second");
                socket.text("5").text("4third");
                Upgrades.assertText(socket, "4first");
                Upgrades.assertText(socket, "4second");
                Upgrades.assertText(socket, "4third");
            }
        }

        @Test
        @DisplayName("refuses posts and polls of the sid with code 3, and goes on")
        void refusesPolling() {
            try (RawWebSocket socket = Upgrades.upgraded(endpoint(), session)) {
                Upgrades.assertText(socket.text("4hello"), "4hello");
                for (var reply : new HttpReply[] {session.poll(), session.post("4lost")}) {
                    assertThat(reply.status()).isEqualTo(400);
                    assertThat(reply.body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
                }
                Upgrades.assertText(socket.text("4hello"), "4hello");
            }
        }

        @Test
        @DisplayName("keeps the heartbeat going")
        void heartbeat() {
            try (RawWebSocket socket = Upgrades.upgraded(endpoint(), session)) {
                for (int i = 0; i < 3; i++) {
                    Upgrades.assertNextIsPing(socket);
                    socket.text("3");
                }
            }
        }

        @Test
        @DisplayName("ends the session when the WebSocket breaks off")
        void breaksOff() {
            RawWebSocket socket = Upgrades.upgraded(endpoint(), session);
            Upgrades.assertText(socket.text("4hello"), "4hello");
            socket.close();
            Stopwatch took = Stopwatch.start();
            await().untilAsserted(() -> assertThat(session.poll().body()).contains("\"code\":1"));
            took.assertLessThan(Duration.ofMillis(250)); // what ended it was not its heartbeat
        }
    }

    @Nested
    @DisplayName("by its head, which has to be one of HTTP/1.1 that names what it wants,")
    class ByItsHead {

        @ParameterizedTest(name = "for {0}: {1} gets no 101")
        @Tag("beyond-reference")
        @CsvSource({
            "Upgrade, websockets",
            "Upgrade, xwebsocket",
            "Connection, xupgradex",
            "Connection, keep-alive upgrades",
            "Sec-WebSocket-Version, 130",
        })
        void alike(String field, String value) {
            var request = RawWebSocket.to(endpoint(), "EIO=4&transport=websocket");
            assertThat(request.header(field, value).attempt().status()).isBetween(400, 499);
        }

        @ParameterizedTest(name = "for {0} twice, HTTP/{1}, gets no 101")
        @Tag("beyond-reference")
        @CsvSource({
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==, 1.1",
            "Sec-WebSocket-Version: 13, 1.1",
            "X-Other: 1, 1.0"
        })
        void twice(String field, String version) {
            try (RawHttp http = RawHttp.connect(endpoint())) {
                http.write("GET " + endpoint().target("EIO=4&transport=websocket") + " HTTP/" + version + "\r\nHost: "
                        + endpoint().authority() + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + field
                        + "\r\n\r\n");
                assertThat(http.statusOrEnd()).isEqualTo(400);
            }
        }

        /** A browser ends a connection on which it has offered subprotocols and none was taken; as in Node, it is the first. */
        @Test
        @DisplayName("takes the first of the subprotocols that the client offers")
        void subprotocols() {
            assertThat(subprotocol("v2.chat, v1.chat")).isEqualTo("v2.chat");
            assertThat(subprotocol("no token")).isEmpty();
            assertThat(RawWebSocket.to(endpoint(), "EIO=4&transport=websocket")
                            .attempt()
                            .header("sec-websocket-protocol"))
                    .isEmpty();
        }

        private String subprotocol(String offered) {
            HttpReply answer = RawWebSocket.to(endpoint(), "EIO=4&transport=websocket")
                    .header("Sec-WebSocket-Protocol", offered)
                    .attempt();
            assertThat(answer.status()).isEqualTo(101);
            return answer.header("sec-websocket-protocol").orElse("");
        }

        @Test
        @DisplayName("may name more in Connection, in any case")
        void lists() {
            assertThat(upgrade("Connection: keep-alive, x , UPGRADE")).isEqualTo(101);
        }
    }

    /** What a whole upgrade with these lines is answered. */
    protected final int upgrade(String... connection) {
        List<String> fields = new ArrayList<>(List.of(connection));
        fields.add("Upgrade: WebSocket");
        fields.add("Sec-WebSocket-Version: 13");
        fields.add("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        try (RawHttp http = RawHttp.connect(endpoint())) {
            http.head("GET", "EIO=4&transport=websocket", fields.toArray(String[]::new));
            return http.read().status();
        }
    }

    @Test
    @DisplayName("is not offered to a session that began by WebSocket")
    void notOffered() {
        try (EngineSocket socket = EngineSocket.open(endpoint())) {
            assertThat(socket.handshake().upgrades()).isEmpty();
        }
    }
}
