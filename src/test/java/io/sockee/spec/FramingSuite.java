package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Bystander;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.RawWebSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server can do that sees the bytes of its WebSockets. */
@DisplayName("Frames that a server reads itself")
public abstract class FramingSuite {
    /** More than a small machine's server has threads, and what each of them makes the server send, 8 MB. */
    private static final int DEAF_CLIENTS = 24;

    private static final int DEAF_REQUESTS = 40;
    private static final int DEAF_BYTES = 200_000;
    private static final Duration UNDISTURBED = Duration.ofSeconds(4);

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

    @Test
    @DisplayName("are answered while many others do not read")
    void deafClients() {
        byte[] request = RawWebSocket.encode(
                true,
                RawWebSocket.TEXT,
                ("42[\"message\",\"" + "x".repeat(DEAF_BYTES) + "\"]").getBytes(StandardCharsets.UTF_8),
                true);
        List<EngineSocket> deaf = new ArrayList<>();
        try (Bystander innocent = Bystander.at(endpoint())) {
            for (int i = 0; i < DEAF_CLIENTS; i++) {
                EngineSocket socket = EngineSocket.open(RawWebSocket.to(endpoint(), "EIO=4&transport=websocket")
                                .receiveBuffer(8192))
                        .join();
                deaf.add(socket);
                for (int sent = 0; sent < DEAF_REQUESTS && socket.raw().offer(request); sent++) {
                    // more than the kernels hold for a connection
                }
                assertThat(innocent.echo()).isLessThan(UNDISTURBED);
            }
        } finally {
            deaf.forEach(EngineSocket::close);
        }
    }
}
