package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.client.SockJsHttp;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SockJS over WebSocket, with its frames and without (sockjs-protocol, "WebSocket protocols" and "Raw WebSocket url"). */
@DisplayName("SockJS over WebSocket")
public abstract class SockJsWebSocketSuite {

    /** Where the server answers. */
    protected abstract URI base();

    /**
     * Whether the server itself adds {@code Content-Length: 0} to each 101, whoever opens the WebSocket, as Open Liberty does. That
     * is not allowed (RFC 9110, section 8.6), and ignored by clients.
     */
    protected boolean addsContentLength() {
        return false;
    }

    private SockJsHttp http() {
        return new SockJsHttp(base());
    }

    private RawWebSocket open(String path) {
        return RawWebSocket.to(http().at(path), "").open();
    }

    private static Frame next(RawWebSocket socket) {
        return socket.next(EngineHttp.PATIENCE);
    }

    private static void assertText(RawWebSocket socket, String text) {
        assertThat(next(socket)).isEqualTo(new Frame.Text(text));
    }

    @Test
    @DisplayName("is refused to a request that asks for no WebSocket")
    void httpMethod() {
        assertThat(http().get("/echo/0/0/websocket").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("is refused where a proxy has changed Connection")
    void invalidConnectionHeader() {
        HttpReply reply = http().get("/echo/0/0/websocket", "Upgrade: WebSocket", "Connection: close");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEqualTo("Not a valid websocket request");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("is refused to other methods than GET")
    void invalidMethod(boolean upgrade) {
        String[] headers =
                upgrade ? new String[] {"Upgrade: WebSocket", "Connection: Upgrade"} : new String[] {"Accept: */*"};
        try (RawHttp connection = http().open("POST", "/echo/0/0/websocket", null, headers)) {
            HttpReply reply = connection.read();
            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.headers()).containsKey("allow").doesNotContainKey("content-type");
            assertThat(reply.body()).isEmpty();
        }
    }

    @Test
    @DisplayName("is not there where it is switched off")
    void disabled() {
        for (String path : new String[] {"/0/0/websocket", "/websocket"}) {
            assertThat(RawWebSocket.to(http().at("/disabled_websocket_echo" + path), "")
                            .attempt()
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("opens, and echoes")
    void transport() {
        try (RawWebSocket socket = open(SockJsHttp.session("/echo") + "/websocket")) {
            assertText(socket, "o");
            socket.text("[\"a\"]");
            assertText(socket, "a[\"a\"]");
        }
    }

    @Test
    @DisplayName("is closed behind the close frame")
    void close() {
        try (RawWebSocket socket = open(SockJsHttp.session("/close") + "/websocket")) {
            assertText(socket, "o");
            assertText(socket, "c[3000,\"Go away!\"]");
            assertThat(next(socket)).isInstanceOf(Frame.Close.class);
            socket.frame(true, RawWebSocket.CLOSE, new byte[] {3, (byte) 0xe8});
            assertThat(next(socket)).isInstanceOf(Frame.End.class);
        }
    }

    @Test
    @DisplayName("has the headers of RFC 6455 and no others that matter")
    void headersSanity() {
        HttpReply reply = RawWebSocket.to(http().at(SockJsHttp.session("/echo") + "/websocket"), "")
                .header("Sec-WebSocket-Key", "x3JJHMbDL1EzLkh9GBhXDw==")
                .attempt();
        assertThat(reply.status()).isEqualTo(101);
        assertThat(reply.header("sec-websocket-accept")).contains("HSmrc0sMlYUkAGmm5OPpG2HaGWk=");
        assertThat(reply.tokens("connection")).containsExactly("upgrade");
        assertThat(reply.tokens("upgrade")).containsExactly("websocket");
        if (addsContentLength()) {
            assertThat(reply.header("content-length")).contains("0");
        } else {
            assertThat(reply.headers()).doesNotContainKey("content-length");
        }
    }

    @Test
    @DisplayName("ignores empty frames")
    void emptyFrame() {
        try (RawWebSocket socket = open(SockJsHttp.session("/echo") + "/websocket")) {
            assertText(socket, "o");
            socket.text("").text("[]").text("[\"a\"]");
            assertText(socket, "a[\"a\"]");
        }
    }

    @Test
    @DisplayName("may have the id of another")
    void reuseSessionId() {
        String path = SockJsHttp.session("/echo") + "/websocket";
        try (RawWebSocket first = open(path);
                RawWebSocket second = open(path)) {
            assertText(first, "o");
            assertText(second, "o");
            first.text("[\"a\"]");
            assertText(first, "a[\"a\"]");
            second.text("[\"b\"]");
            assertText(second, "a[\"b\"]");
        }
        try (RawWebSocket again = open(path)) {
            assertText(again, "o");
            again.text("[\"a\"]");
            assertText(again, "a[\"a\"]");
        }
    }

    @Test
    @DisplayName("ends with broken JSON")
    void brokenJson() {
        try (RawWebSocket socket = open(SockJsHttp.session("/echo") + "/websocket")) {
            assertText(socket, "o");
            socket.text("[\"a");
            assertThat(next(socket)).isEqualTo(new Frame.Close(3000, "Broken framing."));
        }
    }

    @ParameterizedTest(name = "at {0}")
    @ValueSource(strings = {"/impatient_echo/0/x/websocket", "/impatient_echo/websocket"})
    @DisplayName("is pinged with each heartbeat, and goes on as long as that is answered")
    void pings(String path) {
        try (RawWebSocket socket = open(path)) {
            for (int pings = 0; pings < 3; ) {
                if (next(socket) instanceof Frame.Ping ping) {
                    socket.frame(true, RawWebSocket.PONG, ping.bytes());
                    pings++;
                }
            }
        }
    }

    @ParameterizedTest(name = "at {0}")
    @ValueSource(strings = {"/impatient_echo/0/x/websocket", "/impatient_echo/websocket"})
    @DisplayName("ends when a ping is not answered")
    void noPong(String path) {
        try (RawWebSocket socket = open(path)) {
            Frame frame = next(socket);
            while (frame instanceof Frame.Ping || frame instanceof Frame.Text) {
                frame = next(socket);
            }
            assertThat(frame).isInstanceOf(Frame.Close.class);
        }
    }

    @Test
    @DisplayName("has no frames where it is raw")
    void raw() {
        try (RawWebSocket socket = open("/echo/websocket")) {
            socket.text("Hello world!\uffff");
            assertText(socket, "Hello world!\uffff");
            socket.text("[\"a");
            assertText(socket, "[\"a");
        }
    }

    @Test
    @DisplayName("closes with code and reason where it is raw")
    void rawClose() {
        try (RawWebSocket socket = open("/close/websocket")) {
            assertThat(next(socket)).isEqualTo(new Frame.Close(3000, "Go away!"));
        }
    }
}
