package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Bystander;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.RawWebSocket;
import io.sockee.spec.clients.NodeClients;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server does whose WebSockets compress messages (permessage-deflate, RFC 7692) from 1,024 bytes on. */
@DisplayName("Compressed messages")
public abstract class CompressionSuite {
    private static final String OFFER = "permessage-deflate; client_max_window_bits";
    private static final int COMPRESSED = 0x40;
    private static final String LARGE = "again and again ".repeat(1000);

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    private Endpoint endpoint() {
        return Endpoint.socketIo(base());
    }

    private EngineSocket connected() {
        return EngineSocket.open(RawWebSocket.to(endpoint(), "EIO=4&transport=websocket")
                        .header("Sec-WebSocket-Extensions", OFFER))
                .join();
    }

    @Test
    @DisplayName("are agreed on where the client offers it in a way that the server can keep")
    void agreed() {
        assertThat(answerTo(OFFER))
                .isEqualTo("permessage-deflate; server_no_context_takeover; client_no_context_takeover");
        assertThat(answerTo("permessage-deflate; server_max_window_bits=8, permessage-deflate"))
                .isEqualTo("permessage-deflate; server_no_context_takeover; client_no_context_takeover");
        assertThat(answerTo("permessage-deflate; unknown")).isEmpty();
    }

    private String answerTo(String offer) {
        return RawWebSocket.to(endpoint(), "EIO=4&transport=websocket")
                .header("Sec-WebSocket-Extensions", offer)
                .attempt()
                .header("sec-websocket-extensions")
                .orElse("");
    }

    @Test
    @DisplayName("are those that are large, both ways, whatever comes between them")
    void echo() {
        try (EngineSocket socket = connected()) {
            String message = "42[\"message\",\"" + LARGE + "\"]";
            byte[] packed = deflated(message.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 3; i++) {
                socket.raw().frame(true, COMPRESSED | RawWebSocket.TEXT, packed);
                assertThat(socket.next()).isEqualTo(message.replace("message", "message-back"));
                assertThat(socket.raw().compressed()).isEqualTo(i + 1);
                socket.send("42[\"message\",\"small\"]");
                assertThat(socket.next()).isEqualTo("42[\"message-back\",\"small\"]");
                assertThat(socket.raw().compressed()).isEqualTo(i + 1);
            }
            socket.raw().frame(false, COMPRESSED | RawWebSocket.TEXT, Arrays.copyOf(packed, 20));
            socket.raw().ping((byte) 7);
            socket.raw().frame(true, RawWebSocket.CONTINUATION, Arrays.copyOfRange(packed, 20, packed.length));
            assertThat(socket.next()).isEqualTo(message.replace("message", "message-back"));
        }
    }

    @Test
    @DisplayName("are plain for clients that have not asked for them, of the same broadcast, too")
    void plain() {
        try (EngineSocket socket = EngineSocket.connected(endpoint())) {
            socket.send("42[\"message\",\"" + LARGE + "\"]");
            assertThat(socket.next()).isEqualTo("42[\"message-back\",\"" + LARGE + "\"]");
            assertThat(socket.raw().compressed()).isZero();
        }
    }

    @Test
    @DisplayName("that are bombs are unpacked no further than they may be large (1009), and hurt nobody else")
    void bomb() {
        byte[] bomb = deflated(new byte[500_000_000]);
        try (Bystander innocent = Bystander.at(endpoint());
                EngineSocket socket = connected()) {
            assertThat(bomb.length).isLessThan(1_000_000);
            socket.raw().frame(true, COMPRESSED | RawWebSocket.BINARY, bomb);
            assertThat(socket.silentEnding().code()).isEqualTo(1009);
            assertThat(innocent.echo()).isLessThan(Duration.ofSeconds(4));
        }
    }

    @ParameterizedTest(name = "first byte {0}")
    @ValueSource(ints = {0xc0, 0xc9, 0xa1, 0x91, 0xf1})
    @DisplayName("end the connection where the bits are not as agreed (1002)")
    void bits(int first) {
        try (EngineSocket socket = connected()) {
            socket.raw().frame(true, first & 0x7f, new byte[] {0});
            assertThat(socket.silentEnding().code()).isEqualTo(1002);
        }
    }

    @Test
    @DisplayName("end the connection where they cannot be unpacked (1007)")
    void corrupted() {
        try (EngineSocket socket = connected()) {
            byte[] nonsense = new byte[100];
            Arrays.fill(nonsense, (byte) 0xff);
            socket.raw().frame(true, COMPRESSED | RawWebSocket.TEXT, nonsense);
            assertThat(socket.silentEnding().code()).isEqualTo(1007);
        }
    }

    @Test
    @DisplayName("come and go with the official client on WebSockets of ws")
    void realClient() throws JSONException {
        NodeClients.install();
        JSONObject seen =
                NodeClients.run("compressed-" + base().getScheme(), "compressed.js", List.of(base().toString()));
        assertThat(seen.optString("problem")).isEmpty();
        assertThat(seen.getString("extensions")).isEqualTo("permessage-deflate");
        assertThat(seen.getInt("same")).isEqualTo(5);
        assertThat(seen.getInt("received")).isLessThan(seen.getInt("size") / 10);
    }

    private static byte[] deflated(byte[] message) {
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(message);
        byte[] bytes = new byte[message.length / 100 + 1000];
        int length = deflater.deflate(bytes, 0, bytes.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(bytes, length - 4);
    }
}
