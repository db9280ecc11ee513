package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.SockJsHttp;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a SockJS prefix answers besides connections, and which paths are none (sockjs-protocol, up to "Session URLs"). */
@DisplayName("SockJS paths")
public abstract class SockJsPathsSuite {
    static final String ECHO = "/echo";

    /** Where the server answers. */
    protected abstract URI base();

    SockJsHttp http() {
        return new SockJsHttp(base());
    }

    static void assertCors(HttpReply reply, String origin) {
        assertThat(reply.header("access-control-allow-origin")).contains(origin);
        assertThat(reply.header("access-control-allow-credentials")).contains("true");
    }

    static void assertNotCached(HttpReply reply) {
        assertThat(String.join(", ", reply.headers().getOrDefault("cache-control", List.of())))
                .isEqualTo("no-store, no-cache, no-transform, must-revalidate, max-age=0");
        assertThat(reply.headers()).doesNotContainKeys("expires", "last-modified");
    }

    static void assertCached(HttpReply reply) {
        String control = reply.header("cache-control").orElse("");
        assertThat(control).contains("public").containsPattern("max-age=[1-9][0-9]{6}");
        assertThat(reply.headers()).containsKey("expires");
    }

    static void assertOptions(SockJsHttp http, String path, String... methods) {
        for (String origin : List.of("test", "null")) {
            HttpReply reply = http.options(
                    path, "Access-Control-Request-Method: " + String.join(", ", methods), "Origin: " + origin);
            assertThat(reply.status()).isIn(200, 204);
            assertCached(reply);
            assertThat(Integer.parseInt(reply.header("access-control-max-age").orElseThrow()))
                    .isGreaterThan(1_000_000);
            assertThat(reply.header("access-control-allow-methods").orElse("")).contains(methods);
            assertThat(reply.body()).isEmpty();
            assertCors(reply, origin);
        }
    }

    @Nested
    class Greeting {

        @ParameterizedTest
        @ValueSource(strings = {"/echo", "/echo/"})
        @DisplayName("is for people")
        void greeting(String path) {
            HttpReply reply = http().get(path);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.contentType()).isEqualTo("text/plain;charset=utf-8");
            assertThat(reply.body()).isEqualTo("Welcome to SockJS!\n");
            assertThat(reply.headers()).doesNotContainKey("set-cookie");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/a", "/a.html", "//", "///", "/a/a", "/a/a/", "/a/"})
        @DisplayName("is nowhere else")
        void notFound(String suffix) {
            assertThat(http().get(ECHO + suffix).status()).isEqualTo(404);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/echoes", "/echo-not/info", "/ech", "/Echo", "/not/echo"})
        @DisplayName("is not past the prefix")
        void pastPrefix(String path) {
            assertThat(http().get(path).status()).isEqualTo(404);
        }

        @Test
        @DisplayName("takes nothing from whatever else is served")
        void passesThrough() {
            HttpReply reply = http().get("/engine.io/?EIO=4&transport=polling");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).startsWith("0{\"sid\":");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.0", "1.1"})
        @DisplayName("keeps connections as HTTP/1.0 and 1.1 do")
        void keepsConnections(String version) {
            try (RawHttp connection = RawHttp.connect(http().at(ECHO))) {
                String request = "GET /echo HTTP/" + version + "\r\nHost: localhost\r\nConnection: Keep-Alive\r\n\r\n";
                HttpReply first = connection.write(request).read();
                assertThat(first.headers()).doesNotContainKey("transfer-encoding");
                assertThat(first.header("content-length")).contains("19");
                assertThat(first.body()).isEqualTo("Welcome to SockJS!\n");
                boolean kept =
                        version.equals("1.1") || first.tokens("connection").contains("keep-alive");
                if (kept) {
                    assertThat(connection.write(request).read().status()).isEqualTo(200);
                }
            }
        }
    }

    @Nested
    class IframePage {
        private static final Pattern PAGE = Pattern.compile("""
                <!DOCTYPE html>
                <html>
                <head>
                  <meta http-equiv="X-UA-Compatible" content="IE=edge" />
                  <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
                  <script src="(?<url>[^"]*)"></script>
                  <script>
                    document.domain = document.domain;
                    SockJS.bootstrap_iframe\\(\\);
                  </script>
                </head>
                <body>
                  <h2>Don't panic!</h2>
                  <p>This is a SockJS hidden iframe. It's used for cross domain magic.</p>
                </body>
                </html>""");

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/iframe.html",
                    "/iframe-a.html",
                    "/iframe-.html",
                    "/iframe-0.1.2.html",
                    "/iframe-0.1.2abc-dirty.2144.html",
                    "/iframe-a.html?t=1234",
                    "/iframe-0.1.2.html?t=123414",
                    "/iframe-0.1.2abc-dirty.2144.html?t=qweqweq123"
                })
        @DisplayName("is the same for each version, and kept long")
        void page(String suffix) {
            HttpReply reply = http().get(ECHO + suffix);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.contentType()).isEqualTo("text/html;charset=utf-8");
            assertCached(reply);
            assertThat(reply.headers()).containsKey("etag").doesNotContainKeys("last-modified", "set-cookie");
            Matcher page = PAGE.matcher(reply.body().strip());
            assertThat(page.matches()).as(reply.body()).isTrue();
            assertThat(page.group("url")).matches("(/|http).*");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/iframe.htm",
                    "/iframe",
                    "/IFRAME.HTML",
                    "/IFRAME",
                    "/iframe.HTML",
                    "/iframe.xml",
                    "/iframe-/.html"
                })
        @DisplayName("has no other name")
        void otherNames(String suffix) {
            assertThat(http().get(ECHO + suffix).status()).isEqualTo(404);
        }

        @Test
        @DisplayName("is known by its tag")
        void cacheability() {
            String tag = http().get(ECHO + "/iframe.html").header("etag").orElseThrow();
            assertThat(http().get(ECHO + "/iframe.html").header("etag")).contains(tag);
            HttpReply known = http().get(ECHO + "/iframe.html", "If-None-Match: " + tag);
            assertThat(known.status()).isEqualTo(304);
            assertThat(known.headers()).doesNotContainKey("content-type");
            assertThat(known.body()).isEmpty();
        }
    }

    @Nested
    class Info {
        private String info(String prefix) {
            return http().get(prefix + "/info").body();
        }

        @Test
        @DisplayName("tells what the server can, and is never kept")
        void basic() {
            HttpReply reply = http().get(ECHO + "/info", "Origin: test");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.contentType()).isEqualTo("application/json;charset=utf-8");
            assertThat(reply.headers()).doesNotContainKey("set-cookie");
            assertNotCached(reply);
            assertCors(reply, "test");
            assertThat(reply.body())
                    .matches("\\{\"websocket\":true,\"origins\":\\[\"\\*:\\*\"],\"cookie_needed\":false,"
                            + "\"entropy\":\\d{1,10}}");
        }

        @Test
        @DisplayName("has other entropy each time")
        void entropy() {
            assertThat(info(ECHO)).isNotEqualTo(info(ECHO));
        }

        @Test
        @DisplayName("may be asked for from anywhere")
        void options() {
            assertOptions(http(), ECHO + "/info", "OPTIONS", "GET");
        }

        @Test
        @DisplayName("says where there are no WebSockets, and where cookies are needed")
        void differs() {
            assertThat(info("/disabled_websocket_echo")).contains("\"websocket\":false");
            assertThat(info("/cookie_needed_echo")).contains("\"cookie_needed\":true");
            assertThat(http().get("/cookie_needed_echo/info").headers()).doesNotContainKey("set-cookie");
        }
    }

    @Nested
    class SessionUrls {

        @ParameterizedTest
        @CsvSource({"/a/a", "/_/_", "/1/", "/abcdefgh_i-j%20/abcdefg_i-j%20"})
        @DisplayName("have any server and any session")
        void anyValue(String part) {
            HttpReply reply = http().post(ECHO + part + Long.toUnsignedString(System.nanoTime()) + "/xhr");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("o\n");
        }

        @Test
        @DisplayName("have no empty parts and no dots")
        void invalidPaths() {
            List<String> statuses = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (String part : List.of("//", "/a./a", "/a/a.", "/./.", "/", "///")) {
                statuses.add(part + http().get(ECHO + part + "/xhr").status());
                statuses.add(part + http().post(ECHO + part + "/xhr").status());
                expected.add(part + 404);
                expected.add(part + 404);
            }
            assertThat(statuses).isEqualTo(expected);
        }

        @Test
        @DisplayName("lead to the same session by way of any server")
        void ignoringServerId() {
            String session = SockJsHttp.session("").substring("/000".length());
            assertThat(http().post(ECHO + "/000" + session + "/xhr").body()).isEqualTo("o\n");
            HttpReply sent = http().send(ECHO + "/000" + session + "/xhr_send", "[\"a\"]");
            assertThat(sent.status()).isEqualTo(204);
            assertThat(http().post(ECHO + "/999" + session + "/xhr").body()).isEqualTo("a[\"a\"]\n");
        }
    }

    /** Clients send it to proxies, and a server has to take it (RFC 9112, section 3.2.2). */
    @Test
    @DisplayName("may be absolute")
    void absoluteForm() {
        String session = SockJsHttp.session(ECHO);
        try (RawHttp connection = RawHttp.connect(http().at("/"))) {
            String authority = http().at("/").authority();
            HttpReply reply = connection
                    .write("POST http://" + authority + session + "/xhr HTTP/1.1\r\nHost: " + authority
                            + "\r\nContent-Length: 0\r\n\r\n")
                    .read();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("o\n");
        }
        assertThat(http().send(session + "/xhr_send", "[\"a\"]").status())
                .as("it is the same session")
                .isEqualTo(204);
    }

    @Test
    @DisplayName("leave all others alone")
    void passesThrough() {
        assertThat(http().get("/echoes").status()).isEqualTo(404);
        assertThat(http().get("/echoes").body()).doesNotContain("404 Error: Page not found");
        assertThat(http().get("/socket.io/?EIO=4&transport=polling").status()).isEqualTo(200);
    }
}
