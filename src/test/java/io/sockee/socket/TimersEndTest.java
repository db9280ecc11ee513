package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.OnConnect;
import io.sockee.api.Socket;
import io.sockee.connection.CloseReason;
import io.sockee.metrics.Counters.Counter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Timers end with their sockets, however many come and go. */
class TimersEndTest {

    @Controller
    public static class Ticking {
        final AtomicInteger ticks = new AtomicInteger();

        @OnConnect
        public void connect(Socket socket) {
            socket.every(Duration.ofSeconds(5), ticks::incrementAndGet);
            socket.after(Duration.ofHours(1), ticks::incrementAndGet);
        }
    }

    @Controller
    public static class Failing {
        final AtomicInteger runs = new AtomicInteger();

        @OnConnect
        public void connect(Socket socket) {
            socket.every(Duration.ofSeconds(1), () -> {
                runs.incrementAndGet();
                throw new IllegalStateException("on purpose");
            });
        }
    }

    private @Nullable SocketFixture fixture;

    @AfterEach
    void stop() {
        if (fixture != null) {
            fixture.close();
        }
    }

    @Test
    void tenThousandSocketsLeaveNone() {
        Ticking ticking = new Ticking();
        SocketFixture server = new SocketFixture(ticking);
        fixture = server;
        RecordingConnection stays = server.client().say("0");
        server.settle();
        int before = server.timers.size();
        for (int i = 0; i < 200; i++) {
            RecordingConnection[] clients = new RecordingConnection[50];
            for (int c = 0; c < clients.length; c++) {
                clients[c] = server.client().say("0");
            }
            server.settle();
            for (RecordingConnection client : clients) {
                client.close(CloseReason.TRANSPORT_CLOSE);
            }
            server.settle();
        }
        assertThat(server.timers.size()).isEqualTo(before);
        assertThat(server.hub.sockets()).isEqualTo(1);
        server.timers.pass(5_001);
        server.settle();
        assertThat(ticking.ticks).as("the timer of the one that stayed").hasValue(1);
        stays.close(CloseReason.TRANSPORT_CLOSE);
        assertThat(server.timers.size()).isZero();
    }

    @Test
    void oneThatFailsRunsAgainAndIsCounted() {
        Failing failing = new Failing();
        SocketFixture server = new SocketFixture(failing);
        fixture = server;
        server.client().say("0");
        server.settle();
        for (int i = 0; i < 3; i++) {
            server.timers.pass(i == 0 ? 1_001 : 1_000); // a timer is never early, and does not fall behind
            server.settle();
        }
        assertThat(failing.runs).hasValue(3);
        assertThat(server.counters.get(Counter.CALLS_FAILED)).isEqualTo(3);
    }
}
