package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.RawWebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients that go without a word, which other servers kept for ever; where heartbeats come often. */
@DisplayName("Clients that say nothing any more")
abstract class SilentClients {
    private static final int POLLING = 300;
    private static final int UPGRADING = 100;

    @Test
    @DisplayName("are forgotten, be it between polls, or in the middle of an upgrade that they hold open")
    void areForgotten() {
        await().until(() -> !Held.now().hasConnections());
        double timers = Held.now().ofClients().get("timers");
        Endpoint endpoint = Endpoint.socketIo(Deployments.base());
        Stream.generate(() -> connected(endpoint)).limit(POLLING).forEach(session -> {});
        List<RawWebSocket> sockets = Stream.generate(() -> upgrading(endpoint, connected(endpoint)))
                .limit(UPGRADING)
                .flatMap(Optional::stream)
                .toList();
        assertThat(sockets).hasSizeGreaterThan(UPGRADING / 2);
        await().untilAsserted(() -> assertThat(Held.now().ofClients())
                .containsAllEntriesOf(Map.of(
                        "polling", 0.0, "websocket", 0.0, "sockets", 0.0, "rooms", 0.0, "waiting_sockets", 0.0)));
        for (RawWebSocket socket : sockets) {
            assertThat(last(socket)).isInstanceOfAny(Frame.Close.class, Frame.End.class);
            socket.close(); // else the server waits for the answer to its close frame
        }
        await().untilAsserted(
                        () -> assertThat(Held.now().ofClients().get("timers")).isLessThanOrEqualTo(timers));
    }

    private static EngineHttp.Session connected(Endpoint endpoint) {
        EngineHttp.Session session = new EngineHttp(endpoint).open();
        session.post("40");
        return session;
    }

    /** A probe that has been answered; none where this machine has been so slow that the session had ended by then. */
    private static Optional<RawWebSocket> upgrading(Endpoint endpoint, EngineHttp.Session session) {
        try {
            RawWebSocket socket = RawWebSocket.to(endpoint, session.query().replace("polling", "websocket"))
                    .open()
                    .text("2probe");
            return Optional.of(socket)
                    .filter(open -> open.next(EngineHttp.PATIENCE).equals(new Frame.Text("3probe")));
        } catch (AssertionError refused) {
            return Optional.empty();
        }
    }

    private static Frame last(RawWebSocket socket) {
        Frame frame = socket.next(Duration.ofSeconds(10));
        while (frame instanceof Frame.Text || frame instanceof Frame.Ping) {
            frame = socket.next(Duration.ofSeconds(10));
        }
        return frame;
    }
}
