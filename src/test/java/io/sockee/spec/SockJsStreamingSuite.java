package io.sockee.spec;

import static io.sockee.spec.SockJsPathsSuite.assertCors;
import static io.sockee.spec.SockJsPathsSuite.assertNotCached;
import static io.sockee.spec.SockJsPathsSuite.assertOptions;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.SockJsHttp;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transports whose answers bring frame after frame (sockjs-protocol, "XhrStreaming" and others). */
@DisplayName("SockJS streaming")
public abstract class SockJsStreamingSuite {
    private static final String PRELUDE = "h".repeat(2048) + "\n";
    private static final String CLOSED = "c[3000,\"Go away!\"]\n";
    private static final String ANOTHER = "c[2010,\"Another connection still open\"]\n";

    /** Where the server answers. */
    protected abstract URI base();

    private SockJsHttp http() {
        return new SockJsHttp(base());
    }

    private void send(String session, String payload) {
        HttpReply reply = http().send(session + "/xhr_send", payload);
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
    }

    private SockJsHttp.Stream xhr(String session) {
        SockJsHttp.Stream stream = http().stream("POST", session + "/xhr_streaming");
        assertThat(stream.next()).isEqualTo(PRELUDE);
        return stream;
    }

    @Nested
    class Xhr {

        @Test
        @DisplayName("may be used from anywhere")
        void options() {
            assertOptions(http(), "/echo/abc/abc/xhr_streaming", "OPTIONS", "POST");
        }

        @Test
        @DisplayName("begins with a prelude, and has a chunk for each frame")
        void transport() {
            String session = SockJsHttp.session("/echo");
            try (SockJsHttp.Stream stream = http().stream("POST", session + "/xhr_streaming", "Origin: test")) {
                assertThat(stream.head().status()).isEqualTo(200);
                assertThat(stream.head().contentType()).isEqualTo("application/javascript;charset=utf-8");
                assertCors(stream.head(), "test");
                assertNotCached(stream.head());
                assertThat(stream.next()).isEqualTo(PRELUDE);
                assertThat(stream.next()).isEqualTo("o\n");
                send(session, "[\"x\"]");
                assertThat(stream.next()).isEqualTo("a[\"x\"]\n");
            }
        }

        @Test
        @DisplayName("ends when it has brought enough, and goes on with the next")
        void responseLimit() {
            String session = SockJsHttp.session("/echo");
            String message = "\"" + "x".repeat(128) + "\"";
            try (SockJsHttp.Stream stream = xhr(session)) {
                assertThat(stream.next()).isEqualTo("o\n");
                for (int i = 0; i < 31; i++) {
                    send(session, "[" + message + "]");
                    assertThat(stream.next()).isEqualTo("a[" + message + "]\n");
                }
                assertThat(stream.next()).isEmpty();
            }
            send(session, "[\"next\"]");
            try (SockJsHttp.Stream stream = xhr(session)) {
                assertThat(stream.next()).isEqualTo("a[\"next\"]\n");
            }
        }

        @Test
        @DisplayName("brings large messages to a client that reads late, and loses none")
        void lateReader() {
            String session = SockJsHttp.session("/echo");
            String large = "y".repeat(400_000);
            try (SockJsHttp.Stream stream = xhr(session)) {
                assertThat(stream.next()).isEqualTo("o\n");
                for (int i = 0; i < 8; i++) { // more than the kernel's buffers hold
                    send(session, "[\"" + i + large + "\"]");
                }
                StringBuilder all = new StringBuilder();
                for (String chunk = stream.next(); !chunk.isEmpty(); chunk = stream.next()) {
                    all.append(chunk);
                }
                assertThat(all.toString()).isEqualTo("a[\"0" + large + "\"]\n");
            }
            for (int i = 1; i < 8; i++) {
                assertThat(http().post(session + "/xhr").body()).isEqualTo("a[\"" + i + large + "\"]\n");
            }
        }

        @Test
        @DisplayName("is not chunked for HTTP/1.0, and ends with the connection")
        void http10() {
            try (RawHttp connection = RawHttp.connect(http().at("/"))) {
                connection.write("POST " + SockJsHttp.session("/close")
                        + "/xhr_streaming HTTP/1.0\r\nHost: localhost\r\nConnection: Keep-Alive\r\n\r\n");
                HttpReply reply = connection.read();
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.headers()).doesNotContainKeys("transfer-encoding", "content-length");
                assertThat(reply.body()).isEqualTo(PRELUDE + "o\n" + CLOSED);
            }
        }

        @Test
        @DisplayName("is chunked for HTTP/1.1")
        void http11() {
            try (SockJsHttp.Stream stream = xhr(SockJsHttp.session("/close"))) {
                assertThat(stream.head().header("transfer-encoding")).contains("chunked");
                assertThat(stream.head().headers()).doesNotContainKey("content-length");
                assertThat(List.of(stream.next(), stream.next(), stream.next())).containsExactly("o\n", CLOSED, "");
            }
        }
    }

    @Nested
    class EventSource {

        @Test
        @DisplayName("has an event for each frame, out of which nothing breaks")
        void transport() {
            String session = SockJsHttp.session("/echo");
            try (SockJsHttp.Stream stream = http().stream("GET", session + "/eventsource")) {
                assertThat(stream.head().status()).isEqualTo(200);
                assertThat(stream.head().contentType()).startsWith("text/event-stream");
                assertNotCached(stream.head());
                assertThat(stream.next()).isEqualTo("\r\n");
                assertThat(stream.next()).isEqualTo("data: o\r\n\r\n");
                send(session, "[\"x\"]");
                assertThat(stream.next()).isEqualTo("data: a[\"x\"]\r\n\r\n");
                send(session, "[\"  \\u0000\\n\\r \"]");
                assertThat(stream.next()).isEqualTo("data: a[\"  \\u0000\\n\\r \"]\r\n\r\n");
            }
        }

        @Test
        @DisplayName("ends when it has brought enough")
        void responseLimit() {
            String session = SockJsHttp.session("/echo");
            String message = "\"" + "x".repeat(4096) + "\"";
            try (SockJsHttp.Stream stream = http().stream("GET", session + "/eventsource")) {
                assertThat(stream.next()).isEqualTo("\r\n");
                assertThat(stream.next()).isEqualTo("data: o\r\n\r\n");
                send(session, "[" + message + "]");
                assertThat(stream.next()).isEqualTo("data: a[" + message + "]\r\n\r\n");
                assertThat(stream.next()).isEmpty();
            }
        }
    }

    @Nested
    class HtmlFile {
        private static final String HEAD = """
                <!doctype html>
                <html><head>
                  <meta http-equiv="X-UA-Compatible" content="IE=edge" />
                  <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
                </head><body><h2>Don't panic!</h2>
                  <script>
                    document.domain = document.domain;
                    var c = parent.callback;
                    c.start();
                    function p(d) {c.message(d);};
                    window.onload = function() {c.stop();};
                  </script>""";

        @Test
        @DisplayName("has a script for each frame")
        void transport() {
            String session = SockJsHttp.session("/echo");
            try (SockJsHttp.Stream stream = http().stream("GET", session + "/htmlfile?c=%63allback")) {
                assertThat(stream.head().status()).isEqualTo(200);
                assertThat(stream.head().contentType()).isEqualTo("text/html;charset=utf-8");
                assertNotCached(stream.head());
                String page = stream.next();
                assertThat(page.strip()).isEqualTo(HEAD);
                assertThat(page.length()).isGreaterThan(1024);
                assertThat(stream.next()).isEqualTo("<script>\np(\"o\");\n</script>\r\n");
                send(session, "[\"x\"]");
                assertThat(stream.next()).isEqualTo("<script>\np(\"a[\\\"x\\\"]\");\n</script>\r\n");
            }
        }

        @Test
        @DisplayName("needs the name of a function")
        void callbacks() {
            HttpReply missing = http().get("/echo/a/a/htmlfile");
            assertThat(missing.status()).isEqualTo(500);
            assertThat(missing.body()).isEqualTo("\"callback\" parameter required");
            for (String callback : List.of("%20", "*", "abc(", "abc%28")) {
                HttpReply invalid = http().get("/echo/a/a/htmlfile?c=" + callback);
                assertThat(invalid.status()).isEqualTo(500);
                assertThat(invalid.body()).isEqualTo("invalid \"callback\" parameter");
            }
        }

        @Test
        @DisplayName("ends when it has brought enough")
        void responseLimit() {
            String session = SockJsHttp.session("/echo");
            String message = "x".repeat(4096);
            try (SockJsHttp.Stream stream = http().stream("GET", session + "/htmlfile?c=callback")) {
                assertThat(stream.next()).startsWith("<!doctype html>");
                assertThat(stream.next()).isEqualTo("<script>\np(\"o\");\n</script>\r\n");
                send(session, "[\"" + message + "\"]");
                assertThat(stream.next()).isEqualTo("<script>\np(\"a[\\\"" + message + "\\\"]\");\n</script>\r\n");
                assertThat(stream.next()).isEmpty();
            }
        }
    }

    @Nested
    class HandlingClose {

        @Test
        @DisplayName("ends the answer behind the close frame, and tells the next")
        void closeFrame() {
            String session = SockJsHttp.session("/close");
            try (SockJsHttp.Stream first = xhr(session)) {
                assertThat(first.next()).isEqualTo("o\n");
                assertThat(first.next()).isEqualTo(CLOSED);
                try (SockJsHttp.Stream second = xhr(session)) {
                    assertThat(second.next()).isEqualTo(CLOSED);
                    assertThat(first.next()).isEmpty();
                    assertThat(second.next()).isEmpty();
                }
            }
        }

        @Test
        @DisplayName("sends a second receiver away, and the first goes on")
        void closeRequest() {
            String session = SockJsHttp.session("/echo");
            try (SockJsHttp.Stream first = xhr(session)) {
                assertThat(first.next()).isEqualTo("o\n");
                try (SockJsHttp.Stream second = xhr(session)) {
                    assertThat(second.next()).isEqualTo(ANOTHER);
                    assertThat(second.next()).isEmpty();
                }
                send(session, "[\"x\"]");
                assertThat(first.next()).isEqualTo("a[\"x\"]\n");
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        @DisplayName("ends the session at once when a receiver has gone")
        void abortStreaming(boolean reset) {
            String session = SockJsHttp.session("/echo");
            SockJsHttp.Stream first = xhr(session);
            assertThat(first.next()).isEqualTo("o\n");
            try (SockJsHttp.Stream second = xhr(session)) {
                assertThat(second.next()).isEqualTo(ANOTHER);
                assertThat(second.next()).isEmpty();
            }
            if (reset) {
                first.connection().reset();
            } else {
                first.close();
            }
            try (SockJsHttp.Stream third = xhr(session)) {
                assertThat(third.next()).isIn("o\n", "c[1002,\"Connection interrupted\"]\n");
            }
        }
    }
}
