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
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many clients that have the server send much, and do not read. */
@DisplayName("Beside clients that do not read")
public abstract class DeafClientsSuite {
    /** More than a small machine's server has threads, and what each of them makes the server send, 8 MB. */
    private static final int CLIENTS = 24;

    private static final int REQUESTS = 40;
    private static final int BYTES = 200_000;

    /** Far below the time for which a thread that is blocked by a client would be held. */
    private static final Duration UNDISTURBED = Duration.ofSeconds(4);

    private static final int ECHOES = 200;

    /** Of a ratio of times on a shared machine little can be said below this. */
    private static final Duration NOISE = Duration.ofMillis(200);

    /** The server's address, {@code http://host:port/}. */
    protected abstract URI base();

    @Test
    @DisplayName("others are answered, nearly all of them (p99) as soon as before")
    void others() {
        Endpoint endpoint = Endpoint.socketIo(base());
        byte[] request = RawWebSocket.encode(
                true,
                RawWebSocket.TEXT,
                ("42[\"message\",\"" + "x".repeat(BYTES) + "\"]").getBytes(StandardCharsets.UTF_8),
                true);
        List<EngineSocket> deaf = new ArrayList<>();
        try (Bystander innocent = Bystander.at(endpoint)) {
            Duration before = p99(innocent);
            for (int i = 0; i < CLIENTS; i++) {
                EngineSocket socket = EngineSocket.open(RawWebSocket.to(endpoint, "EIO=4&transport=websocket")
                                .receiveBuffer(8192))
                        .join();
                deaf.add(socket);
                for (int sent = 0; sent < REQUESTS && socket.raw().offer(request); sent++) {
                    // more than the kernels hold for a connection
                }
                assertThat(innocent.echo()).isLessThan(UNDISTURBED);
            }
            assertThat(p99(innocent)).isLessThan(before.multipliedBy(10).plus(NOISE));
        } finally {
            deaf.forEach(EngineSocket::close);
        }
    }

    private static Duration p99(Bystander innocent) {
        return Stream.generate(innocent::echo)
                .limit(ECHOES)
                .sorted()
                .skip(ECHOES * 99 / 100 - 1)
                .findFirst()
                .orElseThrow();
    }
}
