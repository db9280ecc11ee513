package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawWebSocket;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who may connect with the default settings: pages of the server's own origin, and clients that are no browsers.
 *
 * <p>Unlike the other suites this one runs against a server without the conformance settings.
 */
@DisplayName("A server with default settings")
public abstract class OriginsSuite {

    private static final String POLLING = "EIO=4&transport=polling";
    private static final String WEBSOCKET = "EIO=4&transport=websocket";

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return Endpoint.socketIo(base());
    }

    private EngineHttp http() {
        return new EngineHttp(endpoint());
    }

    /** What is not the server's own origin. */
    enum Foreign {
        OTHER_HOST,
        HOST_WITH_OUR_PREFIX,
        OTHER_PORT,
        DEFAULT_PORT,
        OTHER_SCHEME,
        SANDBOXED_PAGE;

        String origin(Endpoint server) {
            return switch (this) {
                case OTHER_HOST -> "http://foreign.example";
                case HOST_WITH_OUR_PREFIX -> "http://" + server.host() + ".foreign.example:" + server.port();
                case OTHER_PORT -> "http://" + server.host() + ":" + (server.port() + 1);
                case DEFAULT_PORT -> "http://" + server.host();
                case OTHER_SCHEME -> "https://" + server.authority();
                case SANDBOXED_PAGE -> "null";
            };
        }
    }

    private static void assertForbidden(HttpReply reply) {
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.contentType()).startsWith("application/json");
        assertThat(reply.body()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
        assertThat(reply.header("access-control-allow-origin")).isEmpty();
    }

    @Nested
    @DisplayName("accepts")
    class Accepts {

        @Test
        @DisplayName("a client that names no origin")
        void noOrigin() {
            assertThat(http().get(POLLING).status()).isEqualTo(200);
            RawWebSocket.to(endpoint(), WEBSOCKET).open().close();
        }

        @ParameterizedTest
        @CsvSource({"same-origin, ''", "none, ''", "cross-site, own", "same-site, own"})
        @DisplayName(
                "what its own pages load, a request by itself, and what comes from one of its pages by the browser's word")
        void withoutOrigin(String site, String page) {
            String referer = page.equals("own") ? endpoint().origin() + "/page.html" : "http://foreign.example/";
            assertThat(http().get(POLLING, "Sec-Fetch-Site", site, "Referer", referer)
                            .status())
                    .isEqualTo(200);
        }

        @Test
        @DisplayName("a page of its own origin")
        void sameOrigin() {
            String origin = endpoint().origin();
            assertThat(http().get(POLLING, "Origin", origin).status()).isEqualTo(200);
            RawWebSocket.to(endpoint(), WEBSOCKET)
                    .header("Origin", origin)
                    .open()
                    .close();
        }
    }

    @Nested
    @DisplayName("refuses, where a script or a frame of another site loads it,")
    class RefusesWithoutOrigin {

        @ParameterizedTest
        @CsvSource({
            "cross-site, http://foreign.example/page",
            "same-site, http://foreign.example",
            "cross-site, about:blank"
        })
        @DisplayName("what its page may not")
        void foreign(String site, String referer) {
            assertForbidden(http().get(POLLING, "Sec-Fetch-Site", site, "Referer", referer));
        }

        @Test
        @DisplayName("what names no page")
        void noPage() {
            assertForbidden(http().get(POLLING, "Sec-Fetch-Site", "cross-site"));
        }
    }

    @Nested
    @DisplayName("refuses")
    class Refuses {

        /** Socket.IO's server once let in whoever came unless it was told otherwise. */
        @ParameterizedTest(name = "the polling handshake of {0} (CVE-2020-28481)")
        @EnumSource
        void polling(Foreign foreign) {
            assertForbidden(http().get(POLLING, "Origin", foreign.origin(endpoint())));
        }

        @ParameterizedTest(name = "the preflight of {0}")
        @EnumSource
        void preflight(Foreign foreign) {
            assertForbidden(http().request(
                            "OPTIONS",
                            POLLING,
                            null,
                            "Origin",
                            foreign.origin(endpoint()),
                            "Access-Control-Request-Method",
                            "POST",
                            "Access-Control-Request-Headers",
                            "content-type"));
        }

        @ParameterizedTest(name = "the WebSocket of {0}, before it opens")
        @EnumSource
        void webSocket(Foreign foreign) {
            var request = RawWebSocket.to(endpoint(), WEBSOCKET).header("Origin", foreign.origin(endpoint()));
            assertThat(request.attempt().status()).isEqualTo(403);
        }

        // A foreign page that has learnt a sid must not be able to read or to write with it.
        @ParameterizedTest(name = "what {0} wants of a session that is not its own")
        @EnumSource
        @Tag("beyond-reference")
        void session(Foreign foreign) {
            EngineHttp.Session session = http().open();
            String origin = foreign.origin(endpoint());
            assertForbidden(http().post(session.query(), "40", "Origin", origin));
            assertForbidden(http().get(session.query(), "Origin", origin));
            var upgrade = Upgrades.request(endpoint(), session.sid()).header("Origin", origin);
            assertThat(upgrade.attempt().status()).isEqualTo(403);
        }
    }
}
