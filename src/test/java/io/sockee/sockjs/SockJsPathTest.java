package io.sockee.sockjs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A path below a prefix")
class SockJsPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    @DisplayName("greets at the prefix itself")
    void greets(String path) {
        assertThat(SockJsPath.of(path)).contains(new SockJsPath.Greeting());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/iframe.html",
                "/iframe-a.html",
                "/iframe-.html",
                "/iframe-0.1.2.html",
                "/iframe-0.1.2abc-dirty.2144.html"
            })
    @DisplayName("has an iframe page of each version")
    void iframes(String path) {
        assertThat(SockJsPath.of(path)).contains(new SockJsPath.Iframe());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a",
                "/a.html",
                "//",
                "///",
                "/a/a",
                "/a/a/",
                "/a/",
                "/iframe.htm",
                "/iframe",
                "/IFRAME.HTML",
                "/IFRAME",
                "/iframe.HTML",
                "/iframe.xml",
                "/iframe-/.html",
                "///xhr",
                "/a./a/xhr",
                "/a/a./xhr",
                "/././/xhr",
                "//xhr",
                "////xhr",
                "/a/b/c/xhr",
                "/a/b/XHR",
                "/a/b/xhr_",
                "/a/b/xhr//",
                "/a/../xhr"
            })
    @DisplayName("is nothing else")
    void nothing(String path) {
        assertThat(SockJsPath.of(path)).isEmpty();
    }

    @Test
    @DisplayName("names a session as it was sent, whatever the server")
    void sessions() {
        assertThat(SockJsPath.of("/_/abcdefg_i-j%20/xhr"))
                .contains(new SockJsPath.Receive("abcdefg_i-j%20", Transport.XHR_POLLING));
        assertThat(SockJsPath.of("/999/s/xhr_streaming/"))
                .contains(new SockJsPath.Receive("s", Transport.XHR_STREAMING));
        assertThat(SockJsPath.of("/0/s/xhr_send")).contains(new SockJsPath.Send("s", false));
        assertThat(SockJsPath.of("/0/s/jsonp_send")).contains(new SockJsPath.Send("s", true));
        assertThat(SockJsPath.of("/0/s/websocket")).contains(new SockJsPath.WebSocket());
        assertThat(SockJsPath.of("/websocket")).contains(new SockJsPath.RawWebSocket());
        assertThat(SockJsPath.of("/info/")).contains(new SockJsPath.Info());
    }

    @Test
    @DisplayName("has no endless id")
    void bounded() {
        assertThat(SockJsPath.of("/0/" + "s".repeat(256) + "/xhr")).isPresent();
        assertThat(SockJsPath.of("/0/" + "s".repeat(257) + "/xhr")).isEmpty();
    }
}
