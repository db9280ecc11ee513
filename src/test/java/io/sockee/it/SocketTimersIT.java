package io.sockee.it;

import static io.sockee.it.Client.event;
import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.client.Endpoint;
import io.sockee.spec.client.EngineSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The timers of sockets: each belongs to the socket that started it, and none is left. */
@ExtendWith(ArquillianExtension.class)
@SharedDeployment(Deployments.CONTROLLERS)
@DisplayName("A timer of a socket")
class SocketTimersIT {
    private static final int CONNECTIONS = 10;
    private static final int CONNECTS = 1000;

    private Client ann;
    private Client bob;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.controllers();
    }

    @BeforeEach
    void connect() {
        ann = Client.join("/timers");
        bob = Client.join("/timers");
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
    }

    @Test
    @DisplayName("runs again and again, or once")
    void runs() {
        ann.send("every", "30", "'e'");
        for (int i = 1; i <= 3; i++) {
            assertThat(bob.next()).isEqualTo(event("tick", "'e'", Integer.toString(i)));
        }
        ann.send("cancel", "'e'");
        long start = System.nanoTime();
        bob.send("after", "150", "'a'");
        String packet = ann.next();
        while (packet.startsWith("[\"tick\"")) {
            packet = ann.next();
        }
        assertThat(packet).isEqualTo(event("once", "'a'"));
        assertThat(System.nanoTime() - start).isGreaterThan(140_000_000L);
        assertThat(bob.next()).isEqualTo(event("once", "'a'"));
        assertThat(bob.call("busy", "20")).as("no second time").isEqualTo(ok("0"));
    }

    @Test
    @DisplayName("ends with its socket, when that leaves and when its connection is cut; others' go on")
    void endsWithSocket() {
        Client cid = Client.join("/timers").send("every", "20", "'cid'");
        Client dan = Client.join("/timers").send("every", "20", "'dan'");
        bob.send("every", "20", "'bob'");
        untilHeard("cid", "dan", "bob");
        cid.leave();
        dan.close();
        untilOnly("bob");
        cid.close();
    }

    @Test
    @DisplayName("that is cancelled takes no other with it, of the same socket or of another")
    void cancelled() {
        ann.send("every", "20", "'one'").send("every", "20", "'two'");
        bob.send("every", "20", "'three'");
        untilHeard("one", "two", "three");
        ann.send("cancel", "'one'");
        untilOnly("two", "three");
        untilHeard("two", "three");
        ann.leave();
        untilOnly("three");
    }

    @Test
    @DisplayName("that fails runs again next time, is counted and disturbs nothing")
    void fails() {
        ann.send("failing", "20");
        for (int run = 1; run <= 7; run += 2) {
            assertThat(ann.next()).isEqualTo(event("run", Integer.toString(run)));
        }
        assertThat(bob.call("too-many", "1")).isEqualTo(ok("'started'"));
        ServerLog.until(2, "IllegalStateException", "as asked for");
    }

    @Test
    @DisplayName("runs in turn with the socket's calls, and not beside them")
    void inTurn() {
        assertThat(ann.call("busy", "30")).isEqualTo(ok("0"));
    }

    @Test
    @DisplayName("cannot be started on a socket that is gone")
    void startedLate() {
        assertThat(bob.send("late").next()).isEqualTo("41/timers,");
        assertThat(ann.next()).isEqualTo(event("left", "'late'"));
        assertThat(ann.call("busy", "20")).isEqualTo(ok("0"));
        ann.heardNothing();
    }

    @Test
    @DisplayName("is one of so many that a socket may have")
    void bound() {
        assertThat(ann.call("too-many", "5")).isEqualTo(ok("'started'"));
        assertThat(ann.call("too-many", "1")).isEqualTo(ok("'refused'"));
        assertThat(bob.call("too-many", "5")).isEqualTo(ok("'started'"));
    }

    @Test
    @DisplayName("is not left by 10,000 sockets that came and went")
    void noneIsLeft() {
        long before = pending();
        List<EngineSocket> connections = Stream.generate(() -> EngineSocket.open(Endpoint.socketIo(Deployments.base())))
                .limit(CONNECTIONS)
                .toList();
        connections.forEach(connection -> connect(connection, "40/churn,"));
        assertThat(pending()).as("two of each socket").isGreaterThanOrEqualTo(before + 2 * CONNECTIONS);
        IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> CompletableFuture.runAsync(() -> churn(connections.get(i), i % 2 == 0)))
                .toList()
                .forEach(CompletableFuture::join);
        connections.forEach(EngineSocket::close);
        // Of those before, some were not of sockets that are there, such as the grace of users who had just left.
        await().untilAsserted(() -> assertThat(pending()).isLessThanOrEqualTo(before));
    }

    /** Leaves and joins in one go, or, as the other half does, in turns of its own. */
    private static void churn(EngineSocket connection, boolean atOnce) {
        for (int i = 1; i < CONNECTS; i++) {
            connection.send("41/churn,");
            if (!atOnce) {
                connection.send("40/nowhere,");
                assertThat(connection.next()).startsWith("44/nowhere,");
            }
            connect(connection, "40/churn,");
        }
    }

    private static void connect(EngineSocket connection, String packet) {
        connection.send(packet);
        assertThat(connection.next()).startsWith("40/churn,{\"sid\":");
    }

    private long pending() {
        return Long.parseLong(ann.call("pending").replaceAll(".*\"res\":(\\d+).*", "$1"));
    }

    // --- Ticks ------------------------------------------------------------------------------------------------

    private void untilHeard(String... names) {
        for (String name : names) {
            await().pollInterval(Duration.ofNanos(1)).until(() -> nextTick().equals(name));
        }
    }

    /** Waits until twenty ticks in a row have come from these timers; all have one period. */
    private void untilOnly(String... names) {
        int[] inRow = {0};
        await().pollInterval(Duration.ofNanos(1)).until(() -> {
            inRow[0] = List.of(names).contains(nextTick()) ? inRow[0] + 1 : 0;
            return inRow[0] >= 20;
        });
    }

    private String nextTick() {
        return bob.next().replaceAll("\\[\"tick\",\"(\\w+)\",\\d+]|.*", "$1");
    }
}
