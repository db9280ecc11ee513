package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server can do that sees the bytes of its WebSockets. */
@DisplayName("Frames that a server reads itself")
public abstract class FramingSuite {
    private static final Duration SOON = Duration.ofSeconds(5);

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return Endpoint.socketIo(base());
    }

    @ParameterizedTest(name = "first byte {0}, a length of {1} bytes: {2}")
    @CsvSource({
        "81, 8589934592, 1009",
        "82, 8589934592, 1009",
        "01, 1000001, 1009",
        "82, 1000001, 1009",
        "00, 8589934592, 1002",
        "80, 8589934592, 1002",
        "00, 5, 1002",
    })
    @DisplayName("are refused before any of their payload has come")
    void announced(String first, long length, int code) {
        try (EngineSocket socket = EngineSocket.connected(endpoint())) {
            socket.raw().raw(RawWebSocket.head(Integer.parseInt(first, 16), length));
            assertThat(socket.silentEnding().code()).isEqualTo(code);
        }
    }

    @Test
    @DisplayName("may end within characters")
    void splitCharacters() {
        String message = "42[\"message\",\"\u00e4\u20ac\ud83d\ude00\"]";
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        try (EngineSocket socket = EngineSocket.connected(endpoint())) {
            for (int i = 0; i < bytes.length; i++) {
                int opcode = i == 0 ? RawWebSocket.TEXT : RawWebSocket.CONTINUATION;
                socket.raw().frame(i == bytes.length - 1, opcode, new byte[] {bytes[i]});
            }
            assertThat(socket.next()).isEqualTo(message.replace("message", "message-back"));
        }
    }

    /** Around what a record of TLS and a server's buffers hold. */
    @Test
    @DisplayName("come and go as they are, whatever their size")
    void sizes() {
        List<String> messages = new ArrayList<>();
        for (int size : new int[] {1, 1000, 8192, 16_343, 16_384, 16_385, 24_576, 32_768, 40_000, 65_535, 200_000}) {
            messages.add("42[\"message\",\"" + noise(size) + "\"]");
        }
        try (EngineSocket socket = EngineSocket.connected(endpoint())) {
            for (String message : messages) {
                assertThat(socket.send(message).next()).isEqualTo(message.replace("message", "message-back"));
            }
            ByteArrayOutputStream together = new ByteArrayOutputStream();
            messages.forEach(message -> together.writeBytes(
                    RawWebSocket.encode(true, RawWebSocket.TEXT, message.getBytes(StandardCharsets.UTF_8), true)));
            byte[] all = together.toByteArray();
            // In pieces that end anywhere, so that reads end within frames, and more than one waits for the server.
            for (int from = 0; from < all.length; from += 10_007) {
                socket.raw().raw(Arrays.copyOfRange(all, from, Math.min(all.length, from + 10_007)));
            }
            for (String message : messages) {
                assertThat(socket.next()).isEqualTo(message.replace("message", "message-back"));
            }
        }
    }

    /** Text that is different everywhere, so that a loss is seen. */
    private static String noise(int size) {
        return new Random(size)
                .ints(size, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    @DisplayName("are followed by the connection's end when the client closes, and by nothing else")
    void closedByClient() {
        try (EngineSocket socket = EngineSocket.connected(endpoint())) {
            socket.raw().raw(closeAndRequest());
            assertEnds(socket.raw());
        }
    }

    @Test
    @DisplayName("are followed by the connection's end when the server closes, and by nothing else")
    void closedByServer() {
        try (EngineSocket socket = EngineSocket.connected(endpoint())) {
            socket.send("1");
            Frame close = socket.nextFrame();
            assertThat(close).isInstanceOf(Frame.Close.class);
            socket.raw().raw(closeAndRequest());
            assertThat(socket.raw().next(SOON)).isInstanceOf(Frame.End.class);
        }
    }

    @Test
    @DisplayName("may come with the request, and end the connection even so")
    void closedAtOnce() {
        try (RawWebSocket socket = RawWebSocket.to(endpoint(), "EIO=4&transport=websocket")
                .followedBy(closeAndRequest())
                .open()) {
            assertThat(socket.next(SOON)).isInstanceOf(Frame.Text.class);
            assertEnds(socket);
        }
    }

    /** To a server that goes on with HTTP on the connection it is a request, past the proxy that let the WebSocket through. */
    private byte[] closeAndRequest() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(RawWebSocket.encode(true, RawWebSocket.CLOSE, new byte[] {3, (byte) 0xe8}, true));
        bytes.writeBytes(
                ("GET / HTTP/1.1\r\nHost: " + endpoint().authority() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    private static void assertEnds(RawWebSocket socket) {
        assertThat(socket.next(SOON)).isEqualTo(new Frame.Close(1000, ""));
        assertThat(socket.next(SOON)).isInstanceOf(Frame.End.class);
    }
}
