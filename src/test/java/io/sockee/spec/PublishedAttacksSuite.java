package io.sockee.spec;

import static io.sockee.spec.client.EngineHttp.answerUnlessCut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineHttp3;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.client.SockJsHttp;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What once broke other servers of these protocols, by the number under which it was published: each ends its own connection at most,
 * in bounded time. Which numbers have their cases elsewhere, or concern nothing that is here, stands in SECURITY.md.
 */
@DisplayName("Published attacks")
public abstract class PublishedAttacksSuite extends BystanderSuite {

    /** What a server may take for one hostile request of at most 1 MB, on a slow machine. */
    private static final Duration BOUNDED = Duration.ofSeconds(4);

    private static final int LARGE = 900_000;
    private static final int MANY = 50;
    private static final String[] UPGRADE = {
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    private static void assertCloses(EngineSocket socket) {
        assertThat(assertTimeout(BOUNDED, socket::ending).packets()).isEmpty();
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
        @ValueSource(strings = {"421", "40/a", "451", "431"})
        void longHeads(String start) {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                socket.send(start + start.substring(start.length() - 1).repeat(LARGE));
                socket.send("4x"); // which ends it where that was only refused
                assertTimeout(BOUNDED, socket::ending);
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

        @Test
        @DisplayName("CVE-2020-36048: a body of a million characters, and one of a million packets")
        void largeBodies() {
            for (String body : List.of("4" + "\u20ac".repeat(300_000), "4x\u001e".repeat(300_000) + "4x")) {
                EngineHttp.Session session = new EngineHttp(endpoint()).open();
                assertTimeout(BOUNDED, () -> answerUnlessCut(session.posting(body)));
            }
        }

        /** It came before there was anybody to be told of the error. */
        @ParameterizedTest(name = "CVE-2022-21676: a broken frame in one piece with an upgrade of {0}")
        @ValueSource(strings = {"a new session", "a session", "an unknown session"})
        void brokenFrameAtOnce(String whose) {
            byte[] frame = RawWebSocket.encode(true, RawWebSocket.TEXT, new byte[] {'2'}, true);
            frame[0] |= 0x30; // two reserved bits
            for (int i = 0; i < 10; i++) {
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
                RawHttp http = RawHttp.connect(endpoint()).head("GET", query(whose), UPGRADE);
                if (i % 2 == 0) {
                    http.statusOrEnd();
                }
                http.reset();
            }
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

        @ParameterizedTest(name = "CVE-2023-31125: {0}")
        @CsvSource({
            "EIO=4&transport=websocket&transport=polling&sid=x, 400",
            "EIO=4&transport=constructor, 400",
            "EIO=4&transport=__proto__, 400",
            "EIO=4&transport=hasOwnProperty&sid=__proto__, 400",
            "EIO=4&transport=polling&sid=constructor, 400",
            "EIO=4&transport=polling&sid[]=x&transport[]=websocket, 200",
            "EIO[]=4&transport=polling, 400",
            "EIO=4&transport=, 400",
            "transport=polling&EIO=__proto__, 400",
        })
        void strangeQueries(String query, int status) {
            String encoded = query.replace("[", "%5B").replace("]", "%5D");
            assertThat(new EngineHttp(endpoint()).get(encoded).status()).isEqualTo(status);
            try (RawHttp http = RawHttp.connect(endpoint())) {
                assertThat(http.head("GET", encoded, UPGRADE).statusOrEnd()).isIn(0, 400);
            }
        }

        /** Each left a request open for ever. */
        @Test
        @DisplayName("CVE-2026-59725, GHSA-r635-g3xr-vw7x: bytes that are posted in version 4")
        void binaryPosts() {
            for (int i = 0; i < MANY; i++) {
                EngineHttp.Session session = new EngineHttp(endpoint()).open();
                HttpReply reply = new EngineHttp(endpoint())
                        .post(session.query(), "4hello", "Content-Type", "application/octet-stream");
                assertThat(reply.status()).isEqualTo(400);
                assertThat(session.poll().status()).isEqualTo(400);
            }
        }

        @Test
        @DisplayName("GHSA-gr94-w7qr-f4j3: WebTransport, which is not served")
        void webTransport() {
            assertThat(new EngineHttp(endpoint())
                            .get("EIO=4&transport=webtransport")
                            .body())
                    .isEqualTo("{\"code\":0,\"message\":\"Transport unknown\"}");
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

        @ParameterizedTest(name = "CVE-2024-37890: an upgrade with {0} fields in its head")
        @ValueSource(ints = {150, 2500})
        void manyFields(int fields) {
            String[] head = Arrays.copyOf(UPGRADE, UPGRADE.length + fields);
            for (int i = UPGRADE.length; i < head.length; i++) {
                head[i] = "X-" + i + ": x";
            }
            try (RawHttp http = RawHttp.connect(endpoint())) {
                http.head("GET", "EIO=4&transport=websocket", head);
                assertThat(http.statusOrEnd()).isIn(0, 101, 400, 413, 414, 431);
            }
        }

        /** What a client learns of a close is the code and a reason of the server's own: nothing that lay in memory. */
        @Test
        @DisplayName("CVE-2026-45736: what stands in a close frame")
        void closeFrames() {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                byte[] close = {(byte) 0x03, (byte) 0xe8, 'b', 'y', 'e'};
                socket.raw().frame(true, RawWebSocket.CLOSE, close);
                EngineSocket.Ending ending = socket.ending();
                assertThat(ending.reason()).isIn("", "bye");
            }
        }

        /** Each was kept with what it takes to keep a buffer. */
        @ParameterizedTest(name = "CVE-2026-48779: fragments of {0} bytes, up to the limit of a message")
        @ValueSource(ints = {0, 1})
        void tinyFragments(int size) {
            try (EngineSocket socket = EngineSocket.connected(endpoint())) {
                socket.raw().frame(false, RawWebSocket.TEXT, new byte[] {'4'});
                byte[] fragment = RawWebSocket.encode(false, RawWebSocket.CONTINUATION, new byte[size], true);
                ByteArrayOutputStream thousand = new ByteArrayOutputStream();
                for (int i = 0; i < 1000; i++) {
                    thousand.writeBytes(fragment);
                }
                for (int i = 0; i < 1001 && socket.raw().offer(thousand.toByteArray()); i++) {
                    // goes on until the server closes, or has been sent more than the limit
                }
                assertThat(socket.silentEnding().packets()).allMatch("2"::equals);
            }
        }
    }

    @Nested
    @DisplayName("on servers of SockJS")
    class OnSockJs {
        private final SockJsHttp http = new SockJsHttp(base());

        @ParameterizedTest(name = "CVE-2020-7693: an upgrade at {0}")
        @ValueSource(
                strings = {"", "/", "/info", "/iframe.html", "/a/b/xhr", "/a/b/xhr_send", "/a/b/eventsource", "/x"})
        void upgrades(String path) {
            String session = path.startsWith("/a/b") ? SockJsHttp.session("/echo") + path.substring(4) : "/echo" + path;
            for (String method : List.of("GET", "POST", "OPTIONS", "PUT")) {
                try (RawHttp connection = http.open(method, session, "", UPGRADE)) {
                    assertThat(connection.readHead().status()).isNotIn(101, 500).isBetween(200, 499);
                }
            }
        }

        @ParameterizedTest(name = "CVE-2020-8823: a callback that is called {0}")
        @ValueSource(strings = {"<script>alert(1)</script>", "x</script>", "a;b", "x\");alert(1)//", "\u2028"})
        void callbacks(String callback) {
            String encoded = URLEncoder.encode(callback, StandardCharsets.UTF_8);
            for (String transport : List.of("/htmlfile", "/jsonp")) {
                HttpReply reply = http.get(SockJsHttp.session("/echo") + transport + "?c=" + encoded);
                assertThat(reply.status()).isEqualTo(500);
                assertThat(reply.body()).isEqualTo("invalid \"callback\" parameter");
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

        @ParameterizedTest(name = "bytes that are cut off: {0}")
        @ValueSource(strings = {"0105ff040102", "00", "0009", "01ff04", "0109090909090909090909ff04", "02ff", "0001ff"})
        void cutOff(String hex) {
            EngineHttp3 session = session();
            HttpReply reply =
                    assertTimeout(BOUNDED, () -> session.post(HexFormat.of().parseHex(hex)));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(session.poll().status()).isEqualTo(400);
        }

        @ParameterizedTest(name = "texts whose lengths are wrong: {0}")
        @ValueSource(strings = {"99999999999999999999:4", "-1:4", "2:4\ud83d\ude00", "5:42", ":", "0:", "1e3:4"})
        void wrongLengths(String body) {
            EngineHttp3 session = session();
            assertTimeout(BOUNDED, () -> answerUnlessCut(session.posting(body)))
                    .ifPresent(reply -> assertThat(reply.status()).isEqualTo(400));
            assertThat(session.poll().status()).isEqualTo(400);
        }

        @Test
        @DisplayName("a million packets in one body")
        void manyPackets() {
            EngineHttp3 session = session();
            assertTimeout(BOUNDED, () -> answerUnlessCut(session.posting("1:3".repeat(330_000))));
        }

        @ParameterizedTest(name = "packets that are none: {0}")
        @ValueSource(
                strings = {
                    "42[{\"toString\":1}]",
                    "451-[\"message\",{\"_placeholder\":true,\"num\":\"splice\"}]",
                    "4599999999999-[\"message\"]",
                    "450-[\"message\"]",
                    "40/a?" + "%",
                    "42[\"disconnect\"]",
                    "4x",
                    "9"
                })
        void packets(String packet) {
            RawWebSocket.Request request = RawWebSocket.to(socketIo, "EIO=3&transport=websocket");
            try (RawWebSocket socket = request.open().text(packet)) {
                socket.raw(RawWebSocket.encode(true, RawWebSocket.TEXT, new byte[] {'4', 'x'}, true));
                Frame frame = socket.next(BOUNDED);
                for (int i = 0; i < MANY && !(frame instanceof Frame.Close || frame instanceof Frame.End); i++) {
                    frame = socket.next(BOUNDED);
                }
                assertThat(frame).isInstanceOfAny(Frame.Close.class, Frame.End.class);
            }
        }

        @Test
        @DisplayName("an upgrade that stops behind its probe ends, and its session polls on")
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
