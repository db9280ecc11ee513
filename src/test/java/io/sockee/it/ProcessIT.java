package io.sockee.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.servers.ServerProcess;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.EngineSocket;
import io.sockee.spec.client.Frame;
import io.sockee.spec.client.HttpReply;
import io.sockee.spec.client.RawHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the operating system does to a server's process, and sees of it. */
@Tag("own-servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A server's process")
@EnabledOnOs(value = OS.LINUX, disabledReason = "processes are stopped, and looked at below /proc")
class ProcessIT {
    private static final int CLIENTS = 20;
    private static final int RESETS = 200;

    /** A whole frame of a client, with a mask that changes nothing. */
    private static final byte[] PROBE = {(byte) 0x81, (byte) 0x86, 0, 0, 0, 0, '2', 'p', 'r', 'o', 'b', 'e'};

    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration STOP = INTERVAL.plus(TIMEOUT).plusSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServerProcess server = ServerProcess.in("process")
            .with("SOCKEE_ENGINE_PING_INTERVAL", Long.toString(INTERVAL.toMillis()))
            .with("SOCKEE_ENGINE_PING_TIMEOUT", Long.toString(TIMEOUT.toMillis()));
    private Endpoint endpoint;

    @BeforeAll
    void start() {
        endpoint = Endpoint.socketIo(server.start().base());
    }

    @AfterAll
    void end() {
        server.close();
    }

    /** As on a machine that sleeps: for longer than all time-outs. */
    @Test
    @DisplayName("that is stopped and goes on keeps the clients whose answers were there in time")
    void stopped() throws Exception {
        List<EngineSocket> sockets = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            sockets.add(EngineSocket.open(endpoint));
        }
        EngineHttp.Session polling = new EngineHttp(endpoint).open();
        sockets.forEach(ProcessIT::expectPing);
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

    @Test
    @DisplayName("keeps no descriptor of connections that are reset during their upgrade")
    void resets() {
        EngineHttp http = new EngineHttp(endpoint);
        String probed = "EIO=4&transport=websocket&sid=" + http.open().sid();
        reset(probed); // whatever is made once has been made
        int before = descriptors();
        for (int i = 0; i < RESETS; i++) {
            reset(i % 2 == 0 ? "EIO=4&transport=websocket&sid=" + http.open().sid() : "EIO=4&transport=websocket");
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> descriptors() < before + RESETS / 4);
    }

    private void reset(String query) {
        try (RawHttp upgrade = RawHttp.connect(endpoint)) {
            upgrade.head(
                            "GET",
                            query,
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
                    .write(PROBE);
            upgrade.reset();
        }
    }

    private int descriptors() {
        return Path.of("/proc", Long.toString(server.pid()), "fd").toFile().list().length;
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
