package io.sockee.sockjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.RecordingChannel;
import io.sockee.connection.WebSocketInput;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A SockJS session over WebSocket")
class SockJsWebSocketTest {
    private final SockJsFixture sockJs = new SockJsFixture();
    private final RecordingChannel channel = new RecordingChannel();

    private WebSocketInput open(boolean raw) {
        return sockJs.server.webSocket(SockJsFixture.handshake(), raw, channel);
    }

    @Test
    @DisplayName("has a frame for each message")
    void frames() {
        sockJs.onOpen = session -> {
            session.send("x");
            session.send("y");
        };
        WebSocketInput webSocket = open(false);
        assertThat(channel.frames()).containsExactly("o", "a[\"x\"]", "a[\"y\"]");
        webSocket.text("[\"a\",\"b\"]");
        webSocket.text("\"c\"");
        assertThat(sockJs.heard).containsExactly("a", "b", "c");
    }

    @Test
    @DisplayName("ignores empty frames")
    void empty() {
        WebSocketInput webSocket = open(false);
        webSocket.text("");
        webSocket.text("[]");
        assertThat(sockJs.heard).isEmpty();
        assertThat(channel.closed()).isNull();
    }

    @Test
    @DisplayName("ends with broken frames")
    void broken() {
        open(false).text("[\"a");
        assertThat(channel.closed()).isEqualTo("3000 Broken framing.");
        assertThat(sockJs.heard).containsExactly("closed: parse error");
        assertThat(sockJs.broken).isOne();
        assertThat(sockJs.server.size()).isZero();
    }

    @Test
    @DisplayName("is closed behind its close frame")
    void close() {
        sockJs.onOpen = session -> session.close(3000, "Go away!");
        open(false);
        assertThat(channel.frames()).containsExactly("o", "c[3000,\"Go away!\"]");
        assertThat(channel.closed()).isEqualTo("1000 Normal closure");
        assertThat(sockJs.heard).containsExactly("closed: forced server close");
        assertThat(sockJs.server.size()).isZero();
        assertThat(sockJs.timers.size()).isZero();
    }

    @Test
    @DisplayName("beats, with a ping each time, and lives as long as these are answered")
    void heartbeat() {
        WebSocketInput webSocket = open(false);
        for (int i = 0; i < 3; i++) {
            sockJs.timers.pass(25_100);
            webSocket.pong();
        }
        assertThat(channel.frames()).containsExactly("o", "ping", "h", "ping", "h", "ping", "h");
        assertThat(sockJs.heard).isEmpty();
    }

    @ParameterizedTest(name = "raw: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("ends with ping timeout when a ping has not been answered in time")
    void halfOpen(boolean raw) {
        open(raw);
        sockJs.timers.pass(34_900);
        assertThat(channel.closed()).isNull();
        sockJs.timers.pass(200);
        assertThat(channel.closed()).isNotNull();
        assertThat(sockJs.heard).containsExactly("closed: ping timeout");
        assertThat(sockJs.server.size()).isZero();
        assertThat(sockJs.timers.size()).isZero();
    }

    @Test
    @DisplayName("takes a message for a sign of life, as it takes a pong")
    void messageIsAnAnswer() {
        WebSocketInput webSocket = open(false);
        sockJs.timers.pass(30_000);
        webSocket.text("[\"still here\"]");
        sockJs.timers.pass(10_000);
        assertThat(channel.closed()).isNull();
        sockJs.timers.pass(25_000);
        assertThat(sockJs.heard).containsExactly("still here", "closed: ping timeout");
    }

    @Test
    @DisplayName(
            "lives while a large message of its client is under way, which a pong cannot overtake, but not for ever")
    void largeMessage() {
        open(false);
        sockJs.timers.pass(25_100);
        for (int i = 0; i < 9; i++) {
            channel.move();
            sockJs.timers.pass(10_000);
            assertThat(sockJs.heard).isEmpty();
        }
        channel.move();
        sockJs.timers.pass(10_000);
        assertThat(sockJs.heard).containsExactly("closed: ping timeout");
    }

    @Test
    @DisplayName("ends with ping timeout when its client reads nothing, pings included")
    void deaf() {
        channel.hold();
        open(false);
        sockJs.timers.pass(36_000);
        assertThat(channel.frames()).containsExactly("o");
        assertThat(sockJs.heard).containsExactly("closed: ping timeout");
    }

    @Test
    @DisplayName("is pinged where it is raw, and has no other heartbeat")
    void rawHeartbeat() {
        WebSocketInput webSocket = open(true);
        sockJs.timers.pass(25_100);
        webSocket.pong();
        sockJs.timers.pass(25_100);
        assertThat(channel.frames()).containsExactly("ping", "ping");
        assertThat(channel.closed()).isNull();
    }

    @Test
    @DisplayName("ends where what is above has failed at a message: it has lost that one")
    void failure() {
        sockJs.fails = true;
        open(false).text("[\"a\",\"b\"]");
        assertThat(sockJs.heard).containsExactly("a", "closed: transport error");
    }

    @Test
    @DisplayName("ends with its WebSocket, once")
    void gone() {
        WebSocketInput webSocket = open(false);
        webSocket.closed();
        webSocket.failed();
        webSocket.text("[\"late\"]");
        assertThat(sockJs.heard).containsExactly("closed: transport close");
        assertThat(sockJs.closed).isOne();
        assertThat(sockJs.timers.size()).isZero();
    }

    @Test
    @DisplayName("ends when more waits than may")
    void queueFull() {
        channel.hold();
        sockJs.onOpen = session -> {
            for (int i = 0; i < 20; i++) {
                session.send("x");
            }
        };
        open(false);
        assertThat(sockJs.queueFull).isOne();
        assertThat(channel.closed()).startsWith("1000");
    }

    @Test
    @DisplayName("has no frames where it is raw, and closes with the code itself")
    void raw() {
        sockJs.onOpen = session -> {
            session.send("x\uffff");
            session.execute(() -> session.close(3000, "Go away!"));
        };
        open(true).text("a");
        assertThat(channel.frames()).containsExactly("x\uffff");
        assertThat(channel.closed()).isEqualTo("3000 Go away!");
    }

    @Test
    @DisplayName("takes any text where it is raw, and no bytes")
    void rawTexts() {
        WebSocketInput webSocket = open(true);
        webSocket.text("[\"a");
        webSocket.text("");
        webSocket.binary(new byte[1]);
        assertThat(sockJs.heard).containsExactly("[\"a", "", "closed: parse error");
        assertThat(channel.closed()).isEqualTo("1003 Only texts are taken");
    }
}
