package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.servers.ServerProcess;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.HttpReply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A server that is stopped for longer than all time-outs, as on a machine that sleeps, and goes on. */
@Tag("own-servers")
@DisplayName("A process that is stopped and goes on")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes cannot be stopped there")
class StoppedProcessIT {
    private static final int CLIENTS = 20;
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration STOP = INTERVAL.plus(TIMEOUT).plusSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    @DisplayName("keeps the clients whose answers were there in time")
    void stopped() throws Exception {
        try (ServerProcess server = ServerProcess.in("stopped")
                .with("SOCKEE_ENGINE_PING_INTERVAL", Long.toString(INTERVAL.toMillis()))
                .with("SOCKEE_ENGINE_PING_TIMEOUT", Long.toString(TIMEOUT.toMillis()))) {
            server.start();
            Endpoint endpoint = Endpoint.socketIo(server.base());
            List<EngineSocket> sockets = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                sockets.add(EngineSocket.open(endpoint));
            }
            EngineHttp.Session polling = new EngineHttp(endpoint).open();
            sockets.forEach(StoppedProcessIT::expectPing);
            assertThat(polling.poll().body()).isEqualTo("2");

            signal("-STOP", server.pid());
            sockets.forEach(socket -> socket.send("3"));
            CompletableFuture<HttpReply> pong = CompletableFuture.supplyAsync(() -> polling.post("3", PATIENCE));
            LockSupport.parkNanos(STOP.toNanos()); // the subject of the test
            signal("-CONT", server.pid());

            assertThat(pong.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body()).isEqualTo("ok");
            for (int i = 0; i < 2; i++) {
                for (EngineSocket socket : sockets) {
                    expectPing(socket);
                    socket.send("3");
                }
                assertThat(polling.poll().body()).isEqualTo("2");
                assertThat(polling.post("3").body()).isEqualTo("ok");
            }
            sockets.forEach(EngineSocket::close);
        }
    }

    private static void expectPing(EngineSocket socket) {
        assertThat(socket.raw().next(PATIENCE)).isEqualTo(new Frame.Text("2"));
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
