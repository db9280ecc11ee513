package io.sockee.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.connection.CloseReason;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.ManualTimers;
import io.sockee.connection.RecordingChannel;
import io.sockee.connection.WebSocketInput;
import io.sockee.event.Event;
import io.sockee.event.EventReader;
import io.sockee.event.RawArguments;
import io.sockee.socketio.SocketIo5;
import io.sockee.sockjs.SockJsEvents;
import io.sockee.sockjs.SockJsServer;
import io.sockee.sockjs.SockJsSettings;
import io.sockee.sockjs.Transport;
import io.sockee.wire.Wire;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The bridge")
class SockJsBridgeTest implements SockJsEvents {
    private static final Event BINARY = new EventReader(10)
            .event("[\"e\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]", 2)
            .orElseThrow()
            .with(List.of(new byte[] {1, 2, 3}, new byte[0]));

    private final ManualTimers timers = new ManualTimers();
    private final RecordingChannel channel = new RecordingChannel();
    private final List<String> heard = new ArrayList<>();
    private final SockJsBridge bridge = new SockJsBridge(new SocketIo5("4", new EventReader(10), 10), this::accept);
    private final SockJsServer server = new SockJsServer(
            new SockJsSettings(
                    EnumSet.allOf(Transport.class),
                    "/sockjs.js",
                    4096,
                    25_000,
                    10_000,
                    5_000,
                    false,
                    10_000,
                    100,
                    16,
                    10_000,
                    true),
            timers,
            Runnable::run,
            bridge::accept,
            this);
    private @Nullable Connection connection;
    private @Nullable Wire wire;
    private int broken;

    private ConnectionListener accept(Connection opened, Wire form) {
        connection = opened;
        wire = form;
        return new ConnectionListener() {
            @Override
            public void onText(String frame, int offset) {
                heard.add(frame.substring(offset));
            }

            @Override
            public void onBinary(byte[] message) {
                heard.add("<" + HexFormat.of().formatHex(message) + ">");
            }

            @Override
            public void onClose(CloseReason reason) {
                heard.add("closed: " + reason.text());
            }
        };
    }

    private WebSocketInput open(boolean raw) {
        return server.webSocket(
                new HandshakeRequest(
                        "/sockjs/0/s/websocket", Map.of(), Map.of(), "192.0.2.1", false, false, 0, Optional.empty()),
                raw,
                channel);
    }

    @Test
    @DisplayName("takes packets of text and of bytes, with whatever SockJS has put around them, in order")
    void takes() {
        WebSocketInput client = open(false);
        client.text("[\"40\",\"451-[\\\"e\\\"]\",\"bAQID\",\"b\"]");
        client.text("\"42[\\\"x\\\"]\"");
        assertThat(heard).containsExactly("0", "51-[\"e\"]", "<010203>", "<>", "2[\"x\"]");
    }

    @Test
    @DisplayName("sends nothing before its client has asked for something")
    void quiet() {
        open(false);
        assertThat(channel.frames()).containsExactly("o");
    }

    @Test
    @DisplayName("sends a packet and its attachments in one frame")
    void sends() {
        open(false);
        connection.send(wire.event("/n", BINARY, 7));
        connection.send(wire.ack("/", RawArguments.NONE, 3));
        assertThat(channel.frames())
                .containsExactly(
                        "o",
                        "a[\"452-/n,7[\\\"e\\\",{\\\"_placeholder\\\":true,\\\"num\\\":0},{\\\"_placeholder\\\":true,\\\"num\\\":1}]\","
                                + "\"bAQID\",\"b\"]",
                        "a[\"433[]\"]");
    }

    @Test
    @DisplayName("has a message for each part of a packet where the WebSocket is raw")
    void raw() {
        WebSocketInput client = open(true);
        client.text("40");
        client.text("bAQID");
        assertThat(heard).containsExactly("0", "<010203>");
        connection.send(wire.event("/", BINARY, Wire.NO_ACK));
        connection.send(wire.connectError("/", "no\u2028", null));
        assertThat(channel.frames())
                .containsExactly(
                        "452-[\"e\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
                        "bAQID",
                        "b",
                        "44{\"message\":\"no\u2028\"}");
    }

    @Test
    @DisplayName("writes a packet once for all its clients, except for raw ones, which have a form of their own")
    void forms() {
        open(false);
        Wire first = wire;
        open(false);
        assertThat(wire).isSameAs(first);
        open(true);
        assertThat(wire).isNotSameAs(first);
    }

    @Test
    @DisplayName("says that it is there when it is asked")
    void ping() {
        open(false).text("[\"2\"]");
        assertThat(channel.frames()).containsExactly("o", "a[\"3\"]");
        assertThat(heard).isEmpty();
    }

    @Test
    @DisplayName("ends with a client that says that it leaves, and hears nothing more of it")
    void leaves() {
        open(false).text("[\"41\",\"1\",\"42[\\\"late\\\"]\",\"x\"]");
        assertThat(heard).containsExactly("1", "closed: transport close");
        assertThat(channel.frames()).containsExactly("o", "c[1000,\"Normal closure\"]");
        assertThat(broken).isZero();
        assertThat(server.size()).isZero();
        assertThat(timers.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0{}", "1?", "2probe", "3", "5", "6", "x", "b!", "bAQI\\n", "\\u0000"})
    @DisplayName("ends with a client that says anything else, and hears nothing more of it")
    void breaks(String packet) {
        open(false).text("[\"" + packet + "\",\"42[\\\"late\\\"]\",\"x\"]");
        assertThat(heard).containsExactly("closed: parse error");
        assertThat(channel.frames()).last().isEqualTo("c[3000,\"Broken framing.\"]");
        assertThat(broken).isOne();
        assertThat(server.size()).isZero();
    }

    @Override
    public void opened(HandshakeRequest handshake) {}

    @Override
    public void closed(HandshakeRequest handshake) {}

    @Override
    public void queueFull(HandshakeRequest handshake) {}

    @Override
    public void dropped(HandshakeRequest handshake) {}

    @Override
    public void refused() {}

    @Override
    public void broken() {
        broken++;
    }
}
