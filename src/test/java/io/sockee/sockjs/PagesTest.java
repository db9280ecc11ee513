package io.sockee.sockjs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a prefix serves besides connections")
class PagesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00Z");

    private final SockJsPages pages = new SockJsPages(SockJsFixture.settings(true));

    @Test
    @DisplayName("an iframe page that is kept for a year and known by its tag")
    void iframe() {
        Answer page = pages.iframe(null, NOW);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<script src=\"https://cdn.example/sockjs.min.js\"></script>");
        assertThat(page.headers())
                .containsEntry("Cache-Control", "public, max-age=31536000")
                .containsEntry("Expires", "Sun, 28 Nov 2027 03:00:00 GMT")
                .doesNotContainKey("Last-Modified");
        Answer known = pages.iframe(page.headers().get("ETag"), NOW);
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(known.headers()).doesNotContainKey("Content-Type");
        assertThat(pages.iframe("\"other\"", NOW).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("the server's abilities, with 32 bits of entropy")
    void info() {
        assertThat(pages.info(-1).body())
                .isEqualTo("{\"websocket\":true,\"origins\":[\"*:*\"],\"cookie_needed\":false,\"entropy\":4294967295}");
    }

    @Test
    @DisplayName("answers that pages of other origins may read")
    void cors() {
        assertThat(SockJsHeaders.cors(null, null))
                .containsEntry("Access-Control-Allow-Origin", "*")
                .doesNotContainKeys("Access-Control-Allow-Credentials", "Access-Control-Allow-Headers");
        assertThat(SockJsHeaders.cors("null", "a, b"))
                .containsEntry("Access-Control-Allow-Origin", "null")
                .containsEntry("Access-Control-Allow-Credentials", "true")
                .containsEntry("Access-Control-Allow-Headers", "a, b");
        assertThat(SockJsHeaders.cors("test", "")).doesNotContainKey("Access-Control-Allow-Headers");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            quoteCharacter = '\'',
            value = {
                "-, dummy",
                "'a=b', dummy",
                "'JSESSIONID=abc', abc",
                "'a=b; JSESSIONID=abc.n1; c=d', abc.n1",
                "'XJSESSIONID=abc', dummy",
                "'JSESSIONID=', dummy"
            })
    @DisplayName("a cookie that load balancers know")
    void cookie(String cookies, String expected) {
        assertThat(SockJsHeaders.jsessionid(cookies, false)).isEqualTo("JSESSIONID=" + expected + "; path=/; HttpOnly");
        assertThat(SockJsHeaders.jsessionid(cookies, true)).endsWith("; path=/; HttpOnly; Secure");
    }
}
