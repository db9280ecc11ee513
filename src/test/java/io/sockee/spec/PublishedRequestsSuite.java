package io.sockee.spec;

import static io.sockee.spec.client.EngineHttp.answerUnlessCut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineHttp3;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.SockJsHttp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published attacks that are requests of HTTP: how WebSockets are framed makes no difference to them. */
@DisplayName("Published attacks by requests")
public abstract class PublishedRequestsSuite extends BystanderSuite {

    /** What a server may take for one hostile request of at most 1 MB, on a slow machine. */
    private static final Duration BOUNDED = Duration.ofSeconds(4);

    private static final int MANY = 50;

    /** Of a request that was not understood; an unknown session has another. */
    private static final String BAD_REQUEST = "{\"code\":3,\"message\":\"Bad request\"}";

    private static final String UNKNOWN_SESSION = "{\"code\":1,\"message\":\"Session ID unknown\"}";

    private static void assertRefuses(HttpReply reply, String body) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEqualTo(body);
    }

    @Nested
    @DisplayName("on servers of Engine.IO")
    class OnEngines {

        @Test
        @DisplayName("CVE-2020-36048: a body that is one message, and has nearly as many bytes as there may be")
        void largeBody() {
            EngineHttp.Session session = new EngineHttp(endpoint().at("/engine.io/")).open();
            String message = "4" + "\u20ac".repeat(300_000);
            assertThat(assertTimeout(BOUNDED, () -> session.post(message)).status())
                    .isEqualTo(200);
            assertThat(session.next()).isEqualTo(message);
        }

        @Test
        @DisplayName("CVE-2020-36048: a body of 300,000 packets")
        void manyPackets() {
            EngineHttp.Session session = new EngineHttp(endpoint()).open();
            assertRefusedOrCut(session.posting("4x\u001e".repeat(300_000) + "4x"));
            assertRefuses(session.poll(), UNKNOWN_SESSION);
        }

        private static void assertRefusedOrCut(CompletableFuture<HttpReply> answer) {
            assertTimeout(BOUNDED, () -> answerUnlessCut(answer))
                    .ifPresent(reply -> assertThat(reply.status()).isEqualTo(400));
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
                assertThat(http.head("GET", encoded, Upgrades.HEAD).statusOrEnd())
                        .isEqualTo(400);
            }
        }

        /** Each left a request open for ever. */
        @Test
        @DisplayName("CVE-2026-59725, GHSA-r635-g3xr-vw7x: bytes that are posted in version 4")
        void binaryPosts() {
            for (int i = 0; i < MANY; i++) {
                EngineHttp.Session session = new EngineHttp(endpoint()).open();
                assertRefuses(
                        new EngineHttp(endpoint())
                                .post(session.query(), "4hello", "Content-Type", "application/octet-stream"),
                        BAD_REQUEST);
                assertRefuses(session.poll(), UNKNOWN_SESSION);
            }
        }

        @Test
        @DisplayName("GHSA-gr94-w7qr-f4j3: WebTransport, which is not served")
        void webTransport() {
            assertRefuses(
                    new EngineHttp(endpoint()).get("EIO=4&transport=webtransport"),
                    "{\"code\":0,\"message\":\"Transport unknown\"}");
        }

        /** The head has room for so many, or it has not: nobody reads the first of them alone and forgets what they say. */
        @ParameterizedTest(name = "CVE-2024-37890: an upgrade with {0} fields in its head")
        @ValueSource(ints = {150, 2500})
        void manyFields(int fields) {
            String[] head = Arrays.copyOf(Upgrades.HEAD, Upgrades.HEAD.length + fields);
            for (int i = Upgrades.HEAD.length; i < head.length; i++) {
                head[i] = "X-" + i + ": x";
            }
            try (RawHttp http = RawHttp.connect(endpoint())) {
                int status = http.head("GET", "EIO=4&transport=websocket", head).statusOrEnd();
                if (fields < 200) {
                    assertThat(status).isEqualTo(101);
                } else {
                    assertThat(status).isIn(0, 400, 413, 431);
                }
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
                try (RawHttp connection = http.open(method, session, "", Upgrades.HEAD)) {
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

    @Nested
    @DisplayName("by clients of Socket.IO 2")
    class ByOldClients {
        private final EngineHttp3 session = EngineHttp3.open(endpoint().at("/engine.io-v3/"), "");

        @ParameterizedTest(name = "bytes that are cut off: {0}")
        @ValueSource(strings = {"0105ff040102", "00", "0009", "01ff04", "0109090909090909090909ff04", "02ff", "0001ff"})
        void cutOff(String hex) {
            assertRefuses(
                    assertTimeout(BOUNDED, () -> session.post(HexFormat.of().parseHex(hex))), BAD_REQUEST);
            assertRefuses(session.poll(), UNKNOWN_SESSION);
        }

        @ParameterizedTest(name = "texts whose lengths are wrong: {0}")
        @ValueSource(strings = {"99999999999999999999:4", "-1:4", "2:4\ud83d\ude00", "5:42", ":", "0:", "1e3:4"})
        void wrongLengths(String body) {
            assertRefuses(assertTimeout(BOUNDED, () -> session.post(body)), BAD_REQUEST);
            assertRefuses(session.poll(), UNKNOWN_SESSION);
        }

        @Test
        @DisplayName("330,000 packets in one body")
        void manyPackets() {
            assertTimeout(BOUNDED, () -> answerUnlessCut(session.posting("1:3".repeat(330_000))))
                    .ifPresent(reply -> assertThat(reply.status()).isEqualTo(400));
            assertRefuses(session.poll(), UNKNOWN_SESSION);
        }
    }
}
