package io.sockee.spec;

import static io.sockee.spec.SockJsPathsSuite.assertNotCached;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.SockJsHttp;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left for old browsers and load balancers (sockjs-protocol, "JsonpPolling" and "JSESSIONID cookie"). */
@DisplayName("SockJS for old browsers and load balancers")
public abstract class SockJsJsonpSuite {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    /** Where the server answers. */
    protected abstract URI base();

    private SockJsHttp http() {
        return new SockJsHttp(base());
    }

    @Nested
    class Jsonp {

        @Test
        @DisplayName("opens, takes forms, and brings messages back")
        void transport() {
            String session = SockJsHttp.session("/echo");
            HttpReply opened = http().get(session + "/jsonp?c=%63allback");
            assertThat(opened.status()).isEqualTo(200);
            assertThat(opened.contentType()).isEqualTo("application/javascript;charset=utf-8");
            assertNotCached(opened);
            assertThat(opened.body()).isEqualTo("/**/callback(\"o\");\r\n");
            HttpReply sent = http().send(session + "/jsonp_send", "d=%5B%22x%22%5D", FORM);
            assertThat(sent.status()).isEqualTo(200);
            assertThat(sent.body()).isEqualTo("ok");
            assertThat(sent.contentType()).isEqualTo("text/plain;charset=utf-8");
            assertNotCached(sent);
            assertThat(http().get(session + "/jsonp?c=%63allback").body())
                    .isEqualTo("/**/callback(\"a[\\\"x\\\"]\");\r\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"%20", "*", "abc(", "abc%28"})
        @DisplayName("takes names of functions only")
        void invalidCallback(String callback) {
            HttpReply reply = http().get("/echo/a/a/jsonp?c=" + callback);
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body()).isEqualTo("invalid \"callback\" parameter");
        }

        @Test
        @DisplayName("needs the name of a function")
        void noCallback() {
            HttpReply reply = http().get("/echo/a/a/jsonp");
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body()).isEqualTo("\"callback\" parameter required");
        }

        @Test
        @DisplayName("refuses what is no payload, and goes on")
        void invalidJson() {
            String session = SockJsHttp.session("/echo");
            assertThat(http().get(session + "/jsonp?c=x").body()).isEqualTo("/**/x(\"o\");\r\n");
            HttpReply broken = http().send(session + "/jsonp_send", "d=%5B%22x", FORM);
            assertThat(broken.status()).isEqualTo(500);
            assertThat(broken.body()).isEqualTo("Broken JSON encoding.");
            for (String empty : List.of("", "d=", "p=p")) {
                HttpReply reply = http().send(session + "/jsonp_send", empty, FORM);
                assertThat(reply.status()).isEqualTo(500);
                assertThat(reply.body()).isEqualTo("Payload expected.");
            }
            assertThat(http().send(session + "/jsonp_send", "d=%5B%22b%22%5D", FORM)
                            .body())
                    .isEqualTo("ok");
            assertThat(http().get(session + "/jsonp?c=x").body()).isEqualTo("/**/x(\"a[\\\"b\\\"]\");\r\n");
        }

        @Test
        @DisplayName("takes forms, texts, and frames without messages")
        void contentTypes() {
            String session = SockJsHttp.session("/echo");
            assertThat(http().get(session + "/jsonp?c=x").body()).isEqualTo("/**/x(\"o\");\r\n");
            assertThat(http().send(session + "/jsonp_send", "d=%5B%5D", FORM).body())
                    .isEqualTo("ok");
            assertThat(http().send(session + "/jsonp_send", "d=%5B%22abc%22%5D", FORM)
                            .body())
                    .isEqualTo("ok");
            assertThat(http().send(session + "/jsonp_send", "[\"%61bc\"]", "Content-Type: text/plain")
                            .body())
                    .isEqualTo("ok");
            assertThat(http().get(session + "/jsonp?c=x").body())
                    .isEqualTo("/**/x(\"a[\\\"abc\\\",\\\"%61bc\\\"]\");\r\n");
        }

        @Test
        @DisplayName("tells how it was closed")
        void close() {
            String session = SockJsHttp.session("/close");
            assertThat(http().get(session + "/jsonp?c=x").body()).isEqualTo("/**/x(\"o\");\r\n");
            for (int i = 0; i < 2; i++) {
                assertThat(http().get(session + "/jsonp?c=x").body())
                        .isEqualTo("/**/x(\"c[3000,\\\"Go away!\\\"]\");\r\n");
            }
        }
    }

    @Nested
    class Cookies {
        private static final String PREFIX = "/cookie_needed_echo";

        private void assertCookie(HttpReply reply, String value) {
            List<String> parts =
                    List.of(reply.header("set-cookie").orElseThrow().split(";"));
            assertThat(parts.get(0).strip()).isEqualTo("JSESSIONID=" + value);
            assertThat(parts.get(1).strip()).isEqualToIgnoringCase("path=/");
        }

        @Test
        @DisplayName("come with each answer of a session, and the client's own comes back")
        void cookies() {
            String session = SockJsHttp.session(PREFIX);
            assertCookie(http().post(session + "/xhr"), "dummy");
            assertCookie(http().post(SockJsHttp.session(PREFIX) + "/xhr", "Cookie: JSESSIONID=abcdef"), "abcdef");
            assertCookie(http().get(SockJsHttp.session(PREFIX) + "/jsonp?c=%63allback"), "dummy");
            assertCookie(http().send(session + "/jsonp_send", "d=%5B%22x%22%5D", FORM), "dummy");
            for (String transport : List.of("xhr_streaming", "eventsource", "htmlfile?c=%63allback")) {
                String method = transport.equals("xhr_streaming") ? "POST" : "GET";
                try (SockJsHttp.Stream stream = http().stream(method, SockJsHttp.session(PREFIX) + "/" + transport)) {
                    assertCookie(stream.head(), "dummy");
                }
            }
        }
    }
}
