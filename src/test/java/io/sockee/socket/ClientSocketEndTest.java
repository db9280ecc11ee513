package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.DisconnectReason;
import io.sockee.api.Socket;
import io.sockee.connection.CloseReason;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientSocketEndTest {
    private final TestController controller = new TestController();
    private final TestController.Fast fast = new TestController.Fast();
    private final SocketFixture fixture = new SocketFixture(controller, fast);
    private final RecordingConnection client = fixture.client();
    private Socket socket;

    @BeforeEach
    void connect() {
        client.say("0");
        fixture.settle();
        client.heard();
        socket = controller.last;
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void theClientLeavesTheNamespace() {
        client.say("1");
        fixture.settle();
        assertThat(controller.seen).containsExactly("s1 gone: client namespace disconnect []false");
        assertThat(client.closed()).isEmpty();
        assertThat(fixture.namespace("/").roomCount()).isZero();
    }

    /** Found by this test: a client that leaves and joins again does so in one request body. */
    @Test
    void theClientMayLeaveAndJoinInOneRequest() {
        client.sayTogether("1", "0");
        fixture.settle();
        assertThat(client.closed()).isEmpty();
        assertThat(client.heard()).containsExactly("0{\"sid\":\"s2\"}");
    }

    @Test
    void aSocketThatLeftHearsNothingMore() {
        client.sayTogether("1", "2[\"note\",\"after the end\"]");
        fixture.settle();
        assertThat(controller.seen).doesNotContain("after the end");
        assertThat(client.closed()).containsExactly(CloseReason.FORCED_CLOSE);
    }

    @Test
    void theServerTakesTheSocketOutOfTheNamespace() {
        socket.emit("bye");
        socket.disconnect();
        socket.disconnect();
        socket.emit("never");
        fixture.settle();
        assertThat(client.heard()).containsExactly("2[\"bye\"]", "1");
        assertThat(controller.seen).containsExactly("s1 gone: server namespace disconnect []false");
        assertThat(client.closed()).isEmpty();
    }

    @Test
    void theServerClosesTheConnectionWithAllItsSockets() {
        client.say("0/fast,");
        client.heard();
        socket.disconnectAll();
        fixture.settle();
        assertThat(client.heard()).containsExactlyInAnyOrder("1", "1/fast,");
        assertThat(client.closed()).containsExactly(CloseReason.FORCED_SERVER_CLOSE);
        assertThat(controller.seen).containsExactly("s1 gone: server namespace disconnect []false");
        assertThat(fast.seen).containsExactly("gone: server namespace disconnect");
    }

    @Test
    void everyReasonOfAConnectionIsOneOfASocket() {
        for (CloseReason reason : CloseReason.values()) {
            assertThat(DisconnectReason.valueOf(reason.name()).text()).isEqualTo(reason.text());
        }
    }

    @Test
    void tenThousandConnectionsLeaveNothingBehind() {
        client.close(CloseReason.TRANSPORT_CLOSE);
        fixture.settle();
        controller.seen.clear();
        for (int i = 0; i < 10_000; i++) {
            RecordingConnection one = fixture.client().say("0/fast,{\"a\":1}");
            Socket joined = fast.last;
            joined.join("all", "room" + i);
            joined.after(Duration.ofHours(1), () -> {});
            joined.emitWithAck(Duration.ofHours(1), "question");
            if (i % 3 == 0) {
                one.say("1/fast,").close(CloseReason.TRANSPORT_CLOSE);
            } else {
                one.close(i % 3 == 1 ? CloseReason.PING_TIMEOUT : CloseReason.TRANSPORT_ERROR);
            }
            if (i % 50 == 0) {
                fixture.settle();
            }
        }
        fixture.settle();
        assertThat(fixture.hub.sockets()).isZero();
        assertThat(fixture.namespace("/fast").roomCount()).isZero();
        for (int i = 0;
                i < 1_000 && fixture.timers.size() > 0;
                i++) { // completions that found their pool full are retried
            while (!fixture.pool.isQuiet()) {
                Thread.onSpinWait();
            }
            fixture.timers.pass(60);
        }
        assertThat(fixture.timers.size()).isZero();
        assertThat(fast.seen).hasSize(10_000);
    }

    /** A step that throws, also an error, keeps no other socket in the hub and no other step from being taken. */
    @Test
    void theEndOfOneSocketThatFailsEndsTheOthers() {
        client.say("0/fast,");
        socket.join("room");
        for (Socket one : new Socket[] {socket, fast.last}) {
            ((WireSocket) one).whenGone(() -> {
                throw new OutOfMemoryError("unable to create native thread");
            });
        }
        client.close(CloseReason.TRANSPORT_CLOSE);
        fixture.settle();
        assertThat(fixture.hub.sockets()).isZero();
        assertThat(controller.seen).containsExactly("s1 gone: transport close []false");
        assertThat(fast.seen).containsExactly("gone: transport close");
    }

    @Test
    void whatWaitsForTheLastMethodComesAfterTheDisconnectMethods() {
        client.say("0/fast,");
        ((WireSocket) socket).whenOver(() -> controller.seen.add("over"));
        ((WireSocket) fast.last).whenOver(() -> fast.seen.add("over"));
        client.close(CloseReason.TRANSPORT_CLOSE);
        fixture.settle();
        assertThat(controller.seen).containsExactly("s1 gone: transport close []false", "over");
        assertThat(fast.seen).containsExactly("gone: transport close", "over");
        ((WireSocket) socket).whenOver(() -> controller.seen.add("at once"));
        assertThat(controller.seen).endsWith("over", "at once");
    }
}
