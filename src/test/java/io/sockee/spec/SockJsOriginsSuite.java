package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.OriginsSuite.Foreign;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.client.SockJsClient;
import io.sockee.spec.client.SockJsClient.Way;
import io.sockee.spec.client.SockJsHttp;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may connect by SockJS where no origins are configured, as over Socket.IO: pages of the server's own, and who is no browser. */
@DisplayName("The bridge of a server that names no origins")
public abstract class SockJsOriginsSuite {
    private static final String PREFIX = "/sockjs";

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private SockJsHttp http() {
        return new SockJsHttp(base());
    }

    private String foreign(Foreign foreign) {
        return "Origin: " + foreign.origin(http().at(PREFIX));
    }

    private static void assertForbidden(HttpReply reply) {
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("access-control-allow-origin")).isEmpty();
    }

    private int webSocket(String path, String origin) {
        return RawWebSocket.to(http().at(path), "")
                .header("Origin", origin)
                .attempt()
                .status();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("tells others nothing of itself, and lets them open nothing")
    void opensNothing(Foreign foreign) {
        String origin = foreign(foreign);
        assertForbidden(http().get(PREFIX + "/info", origin));
        assertForbidden(http().options(PREFIX + "/info", origin));
        assertForbidden(http().post(SockJsHttp.session(PREFIX) + "/xhr", origin));
        assertForbidden(http().post(SockJsHttp.session(PREFIX) + "/xhr_streaming", origin));
        assertForbidden(http().get(SockJsHttp.session(PREFIX) + "/eventsource", origin));
        String value = foreign.origin(http().at(PREFIX));
        assertThat(webSocket(SockJsHttp.session(PREFIX) + "/websocket", value)).isEqualTo(403);
        assertThat(webSocket(PREFIX + "/websocket", value)).isEqualTo(403);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("lets others neither read nor write in a session that they have learnt of")
    void opened(Foreign foreign) {
        try (SockJsClient client = SockJsClient.open(base(), PREFIX, Way.XHR_POLLING)) {
            assertForbidden(http().post(client.session() + "/xhr", foreign(foreign)));
            assertForbidden(http().send(client.session() + "/xhr_send", "[\"40\"]", foreign(foreign)));
            client.send("2");
            assertThat(client.next()).isEqualTo("3");
        }
    }

    @Test
    @DisplayName("takes pages of its own origin")
    void own() {
        Endpoint server = http().at(PREFIX);
        String origin = "Origin: " + server.origin();
        assertThat(http().get(PREFIX + "/info", origin).status()).isEqualTo(200);
        String session = SockJsHttp.session(PREFIX);
        assertThat(http().post(session + "/xhr", origin).body()).isEqualTo("o\n");
        assertThat(http().send(session + "/xhr_send", "[\"2\"]", origin).status())
                .isEqualTo(204);
        assertThat(http().post(session + "/xhr", origin).body()).isEqualTo("a[\"3\"]\n");
        RawWebSocket.to(http().at(PREFIX + "/websocket"), "")
                .header("Origin", server.origin())
                .open()
                .close();
    }
}
