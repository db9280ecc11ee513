package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.DisconnectReason;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.bridge.SockJsBridge;
import io.sockee.connection.Frames;
import io.sockee.connection.HandshakeRequest;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The clients of the bridge, above it: sockets of the same namespaces and rooms as Socket.IO's. */
@DisplayName("Clients of SockJS and of Socket.IO")
class SockJsMembersTest implements SockJsEvents {

    @NonBlocking
    @Controller(namespace = "/both")
    public static class Both {
        final List<DisconnectReason> left = new ArrayList<>();
        final List<byte[]> bytes = new ArrayList<>();

        @Nullable
        Socket last;

        public record Auth(@Nullable String name) {}

        @OnConnect
        public void connect(Socket socket, Auth auth) {
            if (auth.name() == null) {
                throw new RefusedException("Who are you?");
            }
            last = socket;
            socket.join("room");
        }

        @On("say")
        public void say(Socket socket, String text) {
            socket.to("room").emit("said", text);
        }

        @On("double")
        public byte[] twice(byte[] given) {
            bytes.add(given);
            return new byte[] {given[0], given[0]};
        }

        @OnDisconnect
        public void disconnect(DisconnectReason reason) {
            left.add(reason);
        }
    }

    /** Socket.IO's wire; counts the events that it has written. */
    private static final class Counting implements Wire {
        private final Wire wire = new SocketIo5("4", new EventReader(100), 10);
        private int events;

        @Override
        public Reader reader() {
            return wire.reader();
        }

        @Override
        public Frames connect(String namespace, String socketId) {
            return wire.connect(namespace, socketId);
        }

        @Override
        public Frames connectError(String namespace, String message, @Nullable String data) {
            return wire.connectError(namespace, message, data);
        }

        @Override
        public Frames disconnect(String namespace) {
            return wire.disconnect(namespace);
        }

        @Override
        public Frames event(String namespace, Event event, long ackId) {
            events++;
            return wire.event(namespace, event, ackId);
        }

        @Override
        public Frames ack(String namespace, RawArguments arguments, long ackId) {
            return wire.ack(namespace, arguments, ackId);
        }
    }

    private final Both controller = new Both();
    private final SocketFixture fixture = new SocketFixture(controller);
    private final Counting packets = new Counting();
    private final SockJsBridge bridge = new SockJsBridge(packets, fixture.server::accept);
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
            fixture.timers,
            Runnable::run,
            bridge::accept,
            this);

    @AfterEach
    void close() {
        fixture.close();
    }

    private final class Client {
        private final RecordingChannel channel = new RecordingChannel();
        private final WebSocketInput input = server.webSocket(
                new HandshakeRequest("/sockjs", Map.of(), Map.of(), "192.0.2.1", false, false, 0, Optional.empty()),
                false,
                channel);

        Client say(String packet) {
            input.text("[\"" + packet.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]");
            return this;
        }

        Client connect() {
            say("40/both,{\"name\":\"a\"}");
            assertThat(last()).startsWith("a[\"40/both,{\\\"sid\\\":");
            return this;
        }

        String last() {
            return channel.frames().get(channel.frames().size() - 1);
        }
    }

    @Test
    @DisplayName(
            "hear one emission each in their own form, which is written once for all of a form, down to the same text")
    void oneBroadcast() {
        Client first = new Client().connect();
        Client second = new Client().connect();
        Client third = new Client().connect();
        RecordingConnection usual = fixture.client(packets);
        usual.say("0/both,{\"name\":\"b\"}");
        usual.heard();
        packets.events = 0;
        new HubPublisher(fixture.server, "/both").to("room").emit("said", "hi");
        assertThat(usual.heard()).containsExactly("2/both,[\"said\",\"hi\"]");
        assertThat(first.last()).isEqualTo("a[\"42/both,[\\\"said\\\",\\\"hi\\\"]\"]");
        assertThat(second.last()).isSameAs(first.last());
        assertThat(third.last()).isSameAs(first.last());
        assertThat(packets.events).as("written, once for each form").isEqualTo(2);
    }

    @Test
    @DisplayName("speak to each other")
    void both() {
        Client one = new Client().connect();
        RecordingConnection other = fixture.client(packets);
        other.say("0/both,{\"name\":\"b\"}");
        other.heard();
        one.say("42/both,[\"say\",\"from SockJS\"]");
        assertThat(other.heard()).containsExactly("2/both,[\"said\",\"from SockJS\"]");
        other.say("2/both,[\"say\",\"from Socket.IO\"]");
        assertThat(one.last()).isEqualTo("a[\"42/both,[\\\"said\\\",\\\"from Socket.IO\\\"]\"]");
    }

    @Test
    @DisplayName("are answered, with bytes as well")
    void answers() {
        Client client = new Client().connect();
        client.say("451-/both,9[\"double\",{\"_placeholder\":true,\"num\":0}]").say("bBw==");
        assertThat(controller.bytes).containsExactly(new byte[] {7});
        assertThat(client.last())
                .isEqualTo("a[\"461-/both,9[{\\\"ok\\\":true,\\\"err\\\":false,\\\"res\\\":"
                        + "{\\\"_placeholder\\\":true,\\\"num\\\":0}}]\",\"bBwc=\"]");
    }

    @Test
    @DisplayName("answer")
    void acks() {
        Client client = new Client().connect();
        var answer = controller.last.emitWithAck(Duration.ofSeconds(1), "are you there?");
        assertThat(client.last()).isEqualTo("a[\"42/both,0[\\\"are you there?\\\"]\"]");
        client.say("43/both,0[\"yes\"]");
        assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("are refused by connect methods")
    void refusedByMethods() {
        Client client = new Client().say("40/both,{}");
        assertThat(client.last()).isEqualTo("a[\"44/both,{\\\"message\\\":\\\"Who are you?\\\"}\"]");
        assertThat(client.channel.closed()).isNull();
    }

    @Test
    @DisplayName("get all that was sent before the end, and are told of it")
    void farewell() {
        Client client = new Client().connect();
        client.channel.hold();
        controller.last.emit("said", "first");
        controller.last.emit("said", "last");
        controller.last.disconnectAll();
        client.channel.release();
        List<String> frames = client.channel.frames();
        assertThat(frames.subList(frames.size() - 4, frames.size()))
                .containsExactly(
                        "a[\"42/both,[\\\"said\\\",\\\"first\\\"]\"]",
                        "a[\"42/both,[\\\"said\\\",\\\"last\\\"]\"]",
                        "a[\"41/both,\"]",
                        "c[1000,\"Normal closure\"]");
        assertThat(controller.left).containsExactly(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
    }

    @Test
    @DisplayName("leave nothing behind, however they leave")
    void leave() {
        new Client().connect().say("41/both,").say("1");
        new Client().connect().say("1");
        new Client().connect().input.closed();
        new Client().connect().say("nonsense");
        Client silent = new Client().connect();
        fixture.timers.pass(36_000); // no pong
        assertThat(silent.channel.closed()).isNotNull();
        assertThat(controller.left)
                .containsExactly(
                        DisconnectReason.CLIENT_NAMESPACE_DISCONNECT,
                        DisconnectReason.TRANSPORT_CLOSE,
                        DisconnectReason.TRANSPORT_CLOSE,
                        DisconnectReason.PARSE_ERROR,
                        DisconnectReason.PING_TIMEOUT);
        assertThat(fixture.hub.sockets()).isZero();
        assertThat(fixture.hub.rooms()).isZero();
        assertThat(server.size()).isZero();
        assertThat(fixture.timers.size()).isZero();
    }

    @Test
    @DisplayName("are given up when they join nothing")
    void silent() {
        Client client = new Client();
        for (int i = 0; i < 2; i++) {
            fixture.timers.pass(25_100);
            client.input.pong();
        }
        assertThat(client.channel.closed()).isNotNull();
        assertThat(client.last()).isEqualTo("c[1000,\"Normal closure\"]");
    }

    @Test
    @DisplayName("come and go by the thousand, and leave nothing")
    void abandoned() {
        for (int i = 0; i < 10_000; i++) {
            Client client = new Client();
            client.say("40/both,{\"name\":\"a\"}");
            if (i % 2 == 0) {
                client.input.failed();
            }
        }
        assertThat(fixture.hub.sockets()).isEqualTo(5_000);
        fixture.timers.pass(36_000); // who is left says nothing more
        assertThat(fixture.hub.sockets()).isZero();
        assertThat(server.size()).isZero();
        assertThat(fixture.timers.size()).isZero();
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
    public void broken() {}
}
