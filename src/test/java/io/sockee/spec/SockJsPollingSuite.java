package io.sockee.spec;

import static io.sockee.spec.SockJsPathsSuite.assertCors;
import static io.sockee.spec.SockJsPathsSuite.assertNotCached;
import static io.sockee.spec.SockJsPathsSuite.assertOptions;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.SockJsHttp;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transports whose answers end with one frame, and the requests that send (sockjs-protocol, "XhrPolling" and others). */
@DisplayName("SockJS polling")
public abstract class SockJsPollingSuite {
    private static final String ANOTHER = "c[2010,\"Another connection still open\"]\n";

    /** Where the server answers. */
    protected abstract URI base();

    private SockJsHttp http() {
        return new SockJsHttp(base());
    }

    private String opened(String prefix) {
        String session = SockJsHttp.session(prefix);
        assertPoll(session, "o\n");
        return session;
    }

    private void assertPoll(String session, String body) {
        HttpReply reply = http().post(session + "/xhr");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(body);
    }

    private void assertTaken(HttpReply reply) {
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
    }

    @Nested
    class Xhr {

        @Test
        @DisplayName("may be used from anywhere")
        void options() {
            assertOptions(http(), "/echo/abc/abc/xhr", "OPTIONS", "POST");
            assertOptions(http(), "/echo/abc/abc/xhr_send", "OPTIONS", "POST");
        }

        @Test
        @DisplayName("opens, takes messages, and brings them back")
        void transport() {
            String session = SockJsHttp.session("/echo");
            HttpReply opened = http().post(session + "/xhr", "Origin: test");
            assertThat(opened.body()).isEqualTo("o\n");
            assertThat(opened.contentType()).isEqualTo("application/javascript;charset=utf-8");
            assertCors(opened, "test");
            assertNotCached(opened);
            HttpReply sent = http().send(session + "/xhr_send", "[\"x\"]", "Origin: test");
            assertTaken(sent);
            assertThat(sent.contentType()).isEqualTo("text/plain;charset=utf-8");
            assertCors(sent, "test");
            assertNotCached(sent);
            assertPoll(session, "a[\"x\"]\n");
        }

        @Test
        @DisplayName("needs no Content-Length where there is no body")
        void withoutContentLength() {
            try (RawHttp connection = http().open("POST", SockJsHttp.session("/echo") + "/xhr", null)) {
                assertThat(connection.read().body()).isEqualTo("o\n");
            }
        }

        /** As some clients send it that always stream what they send. */
        @ParameterizedTest
        @ValueSource(strings = {"xhr", "xhr_streaming"})
        @DisplayName("may have a body, also one that comes late, and goes on when that has come")
        void withBody(String transport) {
            String path = SockJsHttp.session("/echo") + "/" + transport;
            for (String body : new String[] {"0\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n"}) {
                try (RawHttp connection = http().open("POST", path, null, "Transfer-Encoding: chunked")) {
                    if (body.startsWith("3")) {
                        assertThat(http().send(path.replaceFirst("/xhr.*", "/xhr_send"), "[\"x\"]")
                                        .status())
                                .isEqualTo(204);
                    }
                    connection.write(body);
                    assertThat(connection.read().body()).isEqualTo(body.startsWith("3") ? "a[\"x\"]\n" : "o\n");
                }
            }
        }

        @Test
        @DisplayName("may have no large body")
        void largeBody() {
            assertThat(http().send(SockJsHttp.session("/echo") + "/xhr", "x".repeat(5_000))
                            .status())
                    .isEqualTo(413);
        }

        @Test
        @DisplayName("sends to no session that is not there")
        void invalidSession() {
            assertThat(http().send(SockJsHttp.session("/echo") + "/xhr_send", "[\"x\"]")
                            .status())
                    .isEqualTo(404);
        }

        @Test
        @DisplayName("refuses what is no payload, and goes on")
        void invalidJson() {
            String session = opened("/echo");
            HttpReply broken = http().send(session + "/xhr_send", "[\"x");
            assertThat(broken.status()).isEqualTo(500);
            assertThat(broken.body()).isEqualTo("Broken JSON encoding.");
            HttpReply empty = http().send(session + "/xhr_send", "");
            assertThat(empty.status()).isEqualTo(500);
            assertThat(empty.body()).isEqualTo("Payload expected.");
            assertTaken(http().send(session + "/xhr_send", "[\"a\"]"));
            assertPoll(session, "a[\"a\"]\n");
        }

        @Test
        @DisplayName("sends with any type of content")
        void contentTypes() {
            String session = opened("/echo");
            List<String> types = List.of(
                    "text/plain",
                    "T",
                    "application/json",
                    "application/xml",
                    "",
                    "application/json; charset=utf-8",
                    "text/xml; charset=utf-8",
                    "text/xml");
            for (String type : types) {
                assertTaken(http().send(session + "/xhr_send", "[\"a\"]", "Content-Type: " + type));
            }
            assertPoll(session, "a[" + String.join(",", Collections.nCopies(types.size(), "\"a\"")) + "]\n");
        }

        @Test
        @DisplayName("may be sent with the headers that the browser asks for")
        void requestHeaders() {
            String path = SockJsHttp.session("/echo") + "/xhr";
            String method = "Access-Control-Request-Method: POST";
            HttpReply some = http().options(path, "Origin: test", method, "Access-Control-Request-Headers: a, b, c");
            assertCors(some, "test");
            assertThat(some.header("access-control-allow-headers")).contains("a, b, c");
            HttpReply empty = http().options(path, "Origin: test", method, "Access-Control-Request-Headers: ");
            assertCors(empty, "test");
            assertThat(empty.header("access-control-allow-headers")).isEmpty();
            assertThat(http().options(path, "Origin: test", method).header("access-control-allow-headers"))
                    .isEmpty();
        }

        @Test
        @DisplayName("takes frames without messages")
        void emptyFrame() {
            String session = opened("/echo");
            assertTaken(http().send(session + "/xhr_send", "[]"));
            assertTaken(http().send(session + "/xhr_send", "[\"a\"]"));
            assertPoll(session, "a[\"a\"]\n");
        }

        @Test
        @DisplayName("takes a body that comes late and in parts")
        void lateBody() {
            String session = opened("/echo");
            try (RawHttp connection = RawHttp.connect(http().at(session + "/xhr_send"))) {
                connection.head("POST", "", "Transfer-Encoding: chunked");
                connection.write("3\r\n[\"l\r\n").write("5\r\nate\"]\r\n").write("0\r\n\r\n");
                assertTaken(connection.read());
            }
            assertPoll(session, "a[\"late\"]\n");
        }

        @Test
        @DisplayName("refuses bodies that are too large, and goes on")
        void tooLarge() {
            String session = opened("/echo");
            try (RawHttp connection = RawHttp.connect(http().at(session + "/xhr_send"))) {
                assertThat(connection
                                .head("POST", "", "Content-Length: 1000001")
                                .read()
                                .status())
                        .isEqualTo(413);
            }
            assertTaken(http().send(session + "/xhr_send", "[\"a\"]"));
            assertPoll(session, "a[\"a\"]\n");
        }

        @Test
        @DisplayName("is refused to other methods, which are named")
        void otherMethods() {
            HttpReply reply = http().get("/echo/0/0/xhr");
            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.header("allow")).contains("OPTIONS, POST");
            assertThat(reply.body()).isEmpty();
        }
    }

    /** Two polls at once: the one that waits, when the other has been sent away. */
    private RawHttp receiver(String session) {
        RawHttp one = http().open("POST", session + "/xhr", "");
        RawHttp other = http().open("POST", session + "/xhr", "");
        StringBuilder toOne = new StringBuilder();
        StringBuilder toOther = new StringBuilder();
        for (long end = System.nanoTime() + EngineHttp.PATIENCE.toNanos(); System.nanoTime() < end; ) {
            toOne.append(one.atHand());
            toOther.append(other.atHand());
            if (toOne.indexOf(ANOTHER) >= 0 || toOther.indexOf(ANOTHER) >= 0) {
                boolean oneIsAway = toOne.indexOf(ANOTHER) >= 0;
                assertThat(oneIsAway ? toOther : toOne).isEmpty();
                (oneIsAway ? one : other).close();
                return oneIsAway ? other : one;
            }
            LockSupport.parkNanos(1_000_000);
        }
        throw new AssertionError("no poll was sent away: " + toOne + toOther);
    }

    @Nested
    class Sessions {

        @Test
        @DisplayName("have one receiver at a time")
        void simpleSession() {
            String session = opened("/echo");
            try (RawHttp waiting = receiver(session)) {
                assertTaken(http().send(session + "/xhr_send", "[\"x\"]"));
                assertThat(waiting.read().body()).isEqualTo("a[\"x\"]\n");
            }
        }

        @Test
        @DisplayName("tell again and again how they were closed")
        void closeSession() {
            String session = opened("/close");
            assertPoll(session, "c[3000,\"Go away!\"]\n");
            assertPoll(session, "c[3000,\"Go away!\"]\n");
        }

        @Test
        @DisplayName("end when the client of a poll has gone")
        void abort() {
            String session = opened("/echo");
            receiver(session).close();
            assertThat(http().post(session + "/xhr").body()).isIn("o\n", "c[1002,\"Connection interrupted\"]\n");
        }
    }

    @Nested
    class Encoding {

        @Test
        @DisplayName("escapes what browsers spoil")
        void serverEncodes() {
            StringBuilder plain = new StringBuilder();
            StringBuilder escaped = new StringBuilder();
            for (int c = 0x100; c < 0x10000; c++) {
                if ((c >= 0x200c && c <= 0x200f)
                        || (c >= 0x2028 && c <= 0x202f)
                        || (c >= 0x2060 && c <= 0x206f)
                        || c >= 0xfff0) {
                    plain.append((char) c);
                    escaped.append(String.format("\\u%04x", c));
                }
            }
            String session = opened("/echo");
            assertTaken(http().send(session + "/xhr_send", "[\"" + plain + "\"]"));
            assertPoll(session, "a[\"" + escaped + "\"]\n");
        }

        @Test
        @DisplayName("takes every char that is escaped, half pairs of surrogates too")
        void serverDecodes() {
            StringBuilder escaped = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            for (int c = 0xd7f0; c < 0xe010; c++) {
                escaped.append(String.format("\\u%04x", c)).append(' ');
                expected.append(Character.isSurrogate((char) c) ? String.format("\\u%04x", c) : "" + (char) c)
                        .append(' ');
            }
            String session = opened("/echo");
            assertTaken(http().send(session + "/xhr_send", "[\"" + escaped + "\"]"));
            assertPoll(session, "a[\"" + expected + "\"]\n");
        }
    }
}
