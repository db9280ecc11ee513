package io.sockee.spec;

import static io.sockee.spec.client.EngineHttp.PATIENCE;
import static io.sockee.spec.client.EngineHttp.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.Stopwatch;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Heartbeat and close, which the official Engine.IO and Socket.IO suites have in common. */
@DisplayName("A session")
abstract class EngineSessionCases {

    /** The time without a pong after which the session must be over, and some reserve for the server's timer. */
    private static final Duration NO_PONG = Duration.ofMillis(500 + 100);

    private static final int PINGS = 3;

    /** What as many pings take, and half of the time in which one has to be answered: a client that needs longer is late itself. */
    private static final Duration HELD_UP = Duration.ofMillis(PINGS * 300 + 100);

    private static final int ATTEMPTS = 10;

    protected abstract Endpoint endpoint();

    private EngineHttp http() {
        return new EngineHttp(endpoint());
    }

    // A17
    @Test
    @DisplayName("by polling is pinged and lives on while it answers")
    void heartbeatByPolling() {
        inTime(() -> {
            EngineHttp.Session session = http().open();
            for (int i = 0; i < PINGS; i++) {
                assertThat(session.poll().body()).isEqualTo("2");
                assertThat(session.post("3").status()).isEqualTo(200);
            }
        });
    }

    /** Begins anew when it fails because the client, which has a fifth of a second for an answer, was held up by the machine. */
    private static void inTime(Runnable client) {
        for (int attempt = 1; ; attempt++) {
            Stopwatch took = Stopwatch.start();
            try {
                client.run();
                return;
            } catch (AssertionError e) {
                if (attempt == ATTEMPTS || took.elapsed().compareTo(HELD_UP) < 0) {
                    throw e;
                }
            }
        }
    }

    // A18
    @Test
    @DisplayName("by polling is over when it does not answer")
    void timeoutByPolling() {
        EngineHttp.Session session = http().open();
        Waiting.span(NO_PONG);
        assertThat(session.poll().status()).isEqualTo(400);
    }

    // A19
    @Test
    @DisplayName("by WebSocket is pinged and lives on while it answers")
    void heartbeatByWebSocket() {
        inTime(() -> {
            try (EngineSocket socket = EngineSocket.open(endpoint())) {
                for (int i = 0; i < PINGS; i++) {
                    assertThat(socket.raw().next(PATIENCE)).isEqualTo(new Frame.Text("2"));
                    socket.send("3");
                }
            }
        });
    }

    // A20
    @Test
    @DisplayName("by WebSocket is closed when it does not answer")
    void timeoutByWebSocket() {
        try (EngineSocket socket = EngineSocket.open(endpoint())) {
            Stopwatch took = Stopwatch.start();
            assertThat(socket.raw().next(PATIENCE)).isEqualTo(new Frame.Text("2"));
            assertThat(socket.raw().next(PATIENCE)).isInstanceOfAny(Frame.Close.class, Frame.End.class);
            // pingInterval + pingTimeout, with reserve for a loaded machine
            assertThat(took.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(400));
            took.assertLessThan(Duration.ofSeconds(5)); // time in which the server is held up does not count
        }
    }

    // A21
    @Test
    @DisplayName("by polling is closed by the client, and the waiting poll is released")
    void closeByPolling() {
        EngineHttp.Session session = http().open();
        var waiting = session.polling();
        Waiting.untilPollIsHeld();
        assertThat(session.post("1").status()).isEqualTo(200);
        assertThat(answer(waiting).body()).isEqualTo("6");
        assertThat(session.poll().status()).isEqualTo(400);
    }

    // A22
    @Test
    @DisplayName("by WebSocket is closed by the client")
    void closeByWebSocket() {
        try (EngineSocket socket = EngineSocket.open(endpoint())) {
            socket.send("1");
            // pings stay unanswered: the reference leaves a session that the client has closed to its heartbeat
            Frame frame = socket.raw().next(PATIENCE);
            if (frame.equals(new Frame.Text("2"))) {
                frame = socket.raw().next(PATIENCE);
            }
            assertThat(frame).isInstanceOfAny(Frame.Close.class, Frame.End.class);
        }
    }
}
