package io.sockee.sockjs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a prefix serves besides connections")
class PagesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00Z");

    private final SockJsPages pages = pages("*");

    private static SockJsPages pages(String... origins) {
        return new SockJsPages(SockJsFixture.settings(true), Set.of(origins));
    }

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
    @DisplayName("an iframe page that pages of allowed origins alone may have in theirs")
    void framed() {
        assertThat(pages.iframe(null, NOW).headers()).doesNotContainKey("Content-Security-Policy");
        Answer own = pages().iframe(null, NOW);
        assertThat(own.headers()).containsEntry("Content-Security-Policy", "frame-ancestors 'self'");
        Answer listed =
                pages("https://b.example", "null", "https://a.example:8443").iframe(null, NOW);
        assertThat(listed.headers())
                .containsEntry(
                        "Content-Security-Policy", "frame-ancestors 'self' https://a.example:8443 https://b.example");
        assertThat(listed.headers().get("ETag")).isNotEqualTo(own.headers().get("ETag"));
        assertThat(pages().iframe(own.headers().get("ETag"), NOW).headers()).containsKey("Content-Security-Policy");
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
        assertThat(SockJsHeaders.jsessionid(cookies, true))
                .startsWith("JSESSIONID=" + expected + "; path=/; HttpOnly; Secure");
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "JSESSIONID=dummy, true",
        "JSESSIONID=dummy.node1, true",
        "JSESSIONID=node1~dummy, true",
        "JSESSIONID=5f3c.node1, false",
        "JSESSIONID=dummyx, false"
    })
    @DisplayName("a cookie that pages of other sites send over TLS, if it is ours: another's might become less strict")
    void sameSite(String cookies, boolean ours) {
        assertThat(SockJsHeaders.jsessionid(cookies, true).endsWith("; Secure; SameSite=None"))
                .isEqualTo(ours);
        assertThat(SockJsHeaders.jsessionid(cookies, false)).endsWith("; HttpOnly");
    }
}
