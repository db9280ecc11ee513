package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineHttp3;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What once broke other servers of these protocols, by the number under which it was published: each ends its own connection at most,
 * in bounded time. Here are those that come by WebSocket. Which numbers have their cases elsewhere, or concern nothing that is here, stands in SECURITY.md.
 */
@DisplayName("Published attacks")
public abstract class PublishedAttacksSuite extends BystanderSuite {

    /** What a server may take for one hostile request of at most 1 MB, on a slow machine. */
    private static final Duration BOUNDED = Duration.ofSeconds(4);

    private static final int LARGE = 900_000;
    private static final int MANY = 50;

    private static void assertCloses(EngineSocket socket) {
        assertThat(assertTimeout(BOUNDED, socket::ending).packets()).isEmpty();
    }

    /** Whether WebSockets are framed by Sockee, and not by its server. */
    protected boolean framesItself() {
        return true;
    }

    private void assertClosedBy(String packet) {
        try (EngineSocket socket = EngineSocket.connected(endpoint())) {
            assertCloses(socket.send(packet));
        }
    }

    @Nested
    @DisplayName("on parsers of Socket.IO")
    class OnParsers {

        /** A head that never ends was put together character by character. */
        @ParameterizedTest(name = "CVE-2020-36049, CVE-2026-69185: {0} and then no end of the head")
        @ValueSource(strings = {"421", "451", "431"})
        void longHeads(String start) {
            assertClosedBy(start + "1".repeat(LARGE));
        }

        @Test
        @DisplayName("CVE-2020-36049: a namespace whose name does not end")
        void longNamespace() {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                socket.send("40/" + "a".repeat(LARGE));
                assertThat(assertTimeout(BOUNDED, socket::next)).startsWith("44/aaaa");
            }
        }

        @ParameterizedTest(name = "CVE-2022-2421: a placeholder whose number is {0}")
        @ValueSource(strings = {"\"splice\"", "\"__proto__\"", "{\"valueOf\":1}", "-1", "1"})
        void placeholders(String number) {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                socket.send("451-[\"message\",{\"_placeholder\":true,\"num\":" + number + "}]");
                socket.raw().offer(RawWebSocket.encode(true, RawWebSocket.BINARY, new byte[] {1}, true));
                assertCloses(socket);
            }
        }

        @ParameterizedTest(name = "CVE-2023-32695: an event that is called {0}")
        @ValueSource(strings = {"{\"toString\":\"foo\"}", "{\"toString\":1}", "[]", "null"})
        void names(String name) {
            assertClosedBy("42[" + name + ",{}]");
        }

        @ParameterizedTest(name = "CVE-2026-33151, CVE-2026-48804: {0} attachments are announced, and some come")
        @ValueSource(strings = {"11", "1000000", "99999999999"})
        void attachments(String count) {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                socket.send("45" + count + "-[\"message\",{\"_placeholder\":true,\"num\":0}]");
                for (int i = 0; i < MANY; i++) {
                    socket.raw().offer(RawWebSocket.encode(true, RawWebSocket.BINARY, new byte[1000], true));
                }
                assertCloses(socket);
            }
        }

        @ParameterizedTest(name = "CVE-2026-69185: {0}, whose attachments are none")
        @ValueSource(strings = {"450-[\"message\"]", "460-1[]", "4500-[\"message\"]"})
        void noAttachments(String packet) {
            assertClosedBy(packet);
        }
    }

    @Nested
    @DisplayName("on servers of Engine.IO")
    class OnEngines {

        /** It came before there was anybody to be told of the error. */
        @ParameterizedTest(name = "CVE-2022-21676: a broken frame in one piece with an upgrade of {0}")
        @ValueSource(strings = {"a new session", "a session", "an unknown session"})
        void brokenFrameAtOnce(String whose) {
            byte[] frame = RawWebSocket.encode(true, RawWebSocket.TEXT, new byte[] {'2'}, true);
            frame[0] |= 0x30; // two reserved bits
            int times = framesItself() ? 10 : 1; // Open Liberty's own keep it until the upgrade's time is up
            for (int i = 0; i < times; i++) {
                RawWebSocket.Request request =
                        RawWebSocket.to(endpoint(), query(whose)).followedBy(frame);
                if (whose.equals("a new session")) {
                    try (EngineSocket socket = EngineSocket.open(request)) {
                        assertCloses(socket);
                    }
                } else {
                    assertThat(request.isRefusedOrClosed()).isTrue();
                }
            }
        }

        @ParameterizedTest(name = "CVE-2022-41940: a reset behind an upgrade of {0}")
        @ValueSource(strings = {"a new session", "a session", "an unknown session"})
        void resets(String whose) {
            for (int i = 0; i < MANY; i++) {
                RawHttp http = RawHttp.connect(endpoint()).head("GET", query(whose), Upgrades.HEAD);
                if (i % 2 == 0) {
                    http.statusOrEnd();
                }
                http.reset();
            }
        }

        /** The session is there still, and goes on by polling. */
        @Test
        @DisplayName("CVE-2022-41940: resets behind upgrades of one session")
        void resetsOfOne() {
            EngineHttp.Session session = new EngineHttp(Endpoint.engineIo(base())).open();
            for (int i = 0; i < MANY; i++) {
                RawHttp http = RawHttp.connect(Endpoint.engineIo(base()))
                        .head("GET", session.query().replace("polling", "websocket"), Upgrades.HEAD);
                http.statusOrEnd();
                http.reset();
            }
            assertThat(session.post("4x").status()).isEqualTo(200);
            assertThat(session.next()).isEqualTo("4x");
        }

        private String query(String whose) {
            return "EIO=4&transport=websocket"
                    + switch (whose) {
                        case "a session" ->
                            "&sid=" + new EngineHttp(endpoint()).open().sid();
                        case "an unknown session" -> "&sid=AAAAAAAAAAAAAAAAAAAA";
                        default -> "";
                    };
        }

        /** Each was answered by a thread for the next ping. */
        @Test
        @DisplayName("CVE-2026-48802: 10,000 pongs that nobody has asked for")
        void pongs() {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                byte[] pong = RawWebSocket.encode(true, RawWebSocket.TEXT, new byte[] {'3'}, true);
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                for (int i = 0; i < 10_000; i++) {
                    all.writeBytes(pong);
                }
                socket.raw().offer(all.toByteArray());
                socket.raw().offer(RawWebSocket.encode(true, RawWebSocket.TEXT, new byte[] {'4', 'x'}, true));
                assertCloses(socket);
            }
        }
    }

    @Nested
    @DisplayName("on servers of Socket.IO and of WebSockets")
    class OnOthers {

        @Test
        @DisplayName("CVE-2024-38355: an event that is called error")
        void error() {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                socket.send("42[\"error\",\"boom\"]").send("42[\"message\",1]");
                assertThat(socket.next()).isEqualTo("42[\"message-back\",1]");
            }
        }

        /** What a client learns of a close are the code and a reason of the server's own: nothing that lay in memory. */
        @ParameterizedTest(name = "CVE-2026-45736: a close frame of {0}")
        @CsvSource({
            "03e8, 1000, ''",
            "03e8627965, 1000, ''",
            "03, 1002, Invalid close code",
            "03ed627965, 1002, Invalid close code",
            "ffff, 1002, Invalid close code",
            "03e8ff627965, 1007, Not a text",
        })
        void closeFrames(String hex, int code, String reason) {
            EngineSocket.Ending ending = closedBy(hex);
            assertThat(ending.packets()).isEmpty();
            if (framesItself()) {
                assertThat(ending.code()).isEqualTo(code);
                assertThat(ending.reason()).isEqualTo(reason);
            } else {
                // Servers tell the kinds of broken frames apart, or do not, or leave the end to the heartbeat.
                assertThat(ending.code()).isIn(code, 1002, 1006, 1008);
                assertThat(ending.reason()).matches("[\\x20-\\x7e]*");
                if (ending.code() != 1008 && !ending.reason().isEmpty()) {
                    assertThat(closedBy(hex).reason()).isEqualTo(ending.reason());
                }
            }
        }

        private EngineSocket.Ending closedBy(String hex) {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                socket.raw().frame(true, RawWebSocket.CLOSE, HexFormat.of().parseHex(hex));
                return framesItself()
                        ? assertTimeout(BOUNDED, socket::ending)
                        : socket.ending(); // some wait for the session's end
            }
        }
    }

    /** What has been mended in other servers in June and July 2026 without a number. */
    @Nested
    @DisplayName("by clients of Socket.IO 2")
    class ByOldClients {
        private final Endpoint echo = endpoint().at("/engine.io-v3/");
        private final Endpoint socketIo = endpoint().at("/socket.io-v3/");

        private EngineHttp3 session() {
            return EngineHttp3.open(echo, "");
        }

        @ParameterizedTest(name = "packets that are none: {0}")
        @ValueSource(
                strings = {
                    "42[{\"toString\":1}]",
                    "4599999999999-[\"message\"]",
                    "450-[\"message\"]",
                    "42[\"disconnect\"]",
                    "4x",
                    "9"
                })
        void packets(String packet) {
            try (RawWebSocket socket = socket().text(packet)) {
                assertCloses(socket);
            }
        }

        @Test
        @DisplayName("a placeholder whose number is none")
        void placeholder() {
            try (RawWebSocket socket = socket().text("451-[\"message\",{\"_placeholder\":true,\"num\":\"splice\"}]")) {
                socket.offer(RawWebSocket.encode(true, RawWebSocket.BINARY, new byte[] {4, 1}, true));
                assertCloses(socket);
            }
        }

        @Test
        @DisplayName("a query that cannot be decoded, of a namespace that is not there")
        void query() {
            try (RawWebSocket socket = socket().text("40/a?%")) {
                assertThat(next(socket))
                        .isInstanceOfSatisfying(
                                Frame.Text.class,
                                text -> assertThat(text.text()).startsWith("44/a,"));
            }
        }

        private RawWebSocket socket() {
            return RawWebSocket.to(socketIo, "EIO=3&transport=websocket").open();
        }

        private static void assertCloses(RawWebSocket socket) {
            assertThat(next(socket)).isInstanceOfAny(Frame.Close.class, Frame.End.class);
        }

        /** The next frame that is not about the connection to the main namespace, which each has. */
        private static Frame next(RawWebSocket socket) {
            Frame frame = socket.next(BOUNDED);
            while (frame instanceof Frame.Text text
                    && (text.text().startsWith("0{")
                            || text.text().equals("40")
                            || text.text().startsWith("42[\"auth\""))) {
                frame = socket.next(BOUNDED);
            }
            return frame;
        }

        @Test
        @DisplayName("an upgrade that breaks off behind its probe leaves its session, which polls on")
        void abandonedProbe() {
            EngineHttp3 session = session();
            try (RawWebSocket socket = session.webSocket(echo).open().text("2probe")) {
                assertThat(socket.next(BOUNDED)).isEqualTo(new Frame.Text("3probe"));
                socket.reset();
            }
            assertThat(session.post("1:2").status()).isEqualTo(200);
            assertThat(session.poll().body()).isEqualTo("1:3");
        }
    }
}
