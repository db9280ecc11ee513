package io.sockee.it;

import static io.sockee.it.Client.event;
import static io.sockee.it.Client.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.spec.client.EngineHttp;
import io.sockee.spec.client.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The threads that controllers run on: two of them here, with room for two sockets that wait. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("Controllers")
class ControllerThreadsIT {
    private static final int WAITING_CALLS = 8;

    private final List<Client> clients = new ArrayList<>();
    private final Set<String> held = new HashSet<>();
    private final Set<String> present = new HashSet<>();
    private Client watcher;
    private Client asker;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(Map.of(
                        "sockee.origins", "*",
                        "sockee.controllers.threads", "2",
                        "sockee.controllers.queue", "2",
                        "sockee.controllers.max-waiting-calls", Integer.toString(WAITING_CALLS),
                        "sockee.engine.ping-interval", "500",
                        "sockee.engine.ping-timeout", "10000"))
                .addPackage("io.sockee.it.threads");
    }

    @BeforeEach
    void watch() {
        watcher = Client.join("/watch");
        asker = Client.join("/threads", "{'name':'asker'}");
        present.add("asker");
    }

    @AfterEach
    void close() {
        List.copyOf(held).forEach(this::open);
        clients.forEach(Client::close);
        asker.close();
        List.copyOf(present).forEach(this::end); // an end is a call, which would take a place in the next test's queue
        watcher.close();
    }

    private Client client(String name) {
        Client client = Client.join("/threads", "{'name':'" + name + "'}");
        present.add(name);
        clients.add(client);
        return client;
    }

    /** A client with a call that takes a thread until {@link #open}. */
    private Client holding(String name) {
        Client client = client(name).ask("hold");
        held.add(name);
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> asker.call("held", "'" + name + "'").equals(ok("true")));
        return client;
    }

    private void open(String name) {
        asker.send("open", "'" + name + "'");
        held.remove(name);
    }

    /** What the watcher hears of the end of a client, if it has not heard of it yet; others may end meanwhile. */
    private String end(String name) {
        String event = "";
        while (present.contains(name)) {
            event = watcher.next();
            present.removeIf(event.replaceAll("^\\[\"gone\",\"(.*?)\".*", "$1")::equals);
        }
        return event;
    }

    private long count(String counter) {
        return Long.parseLong(asker.call("count", "'" + counter + "'").replaceAll(".*\"res\":(\\d+).*", "$1"));
    }

    @Test
    @DisplayName("that are slow delay their own socket, in order, and no other")
    void slow() {
        Client ann = holding("ann-slow").ask("echo", "1").ask("echo", "2");
        Client bob = client("bob-slow");
        for (int i = 0; i < 5; i++) {
            assertThat(bob.call("echo", Integer.toString(i))).isEqualTo(ok(Integer.toString(i)));
        }
        ann.heardNothing();
        open("ann-slow");
        assertThat(ann.next()).isEqualTo(ok("true"));
        assertThat(ann.next()).isEqualTo(ok("1"));
        assertThat(ann.next()).isEqualTo(ok("2"));
    }

    @Test
    @DisplayName("that do not block run at once, past a slow call and past those that wait")
    void nonBlocking() {
        Client ann = holding("ann-quick").ask("echo", "1");
        assertThat(ann.call("quick", "2")).isEqualTo(ok("2"));
        Client bob = holding("bob-quick");
        assertThat(bob.call("quick", "3")).as("with no thread free").isEqualTo(ok("3"));
        open("ann-quick");
        assertThat(ann.next()).isEqualTo(ok("true"));
        assertThat(ann.next()).isEqualTo(ok("1"));
        open("bob-quick");
        assertThat(bob.next()).isEqualTo(ok("true"));
    }

    @Test
    @DisplayName("of one socket that floods are bounded: its connection is closed, and no other suffers")
    void flood() {
        long full = count("CALL_QUEUES_FULL");
        Client bob = client("bob-flood");
        Client ann = holding("ann-flood");
        for (int i = 0; i < WAITING_CALLS; i++) {
            ann.ask("echo", Integer.toString(i));
        }
        ann.heardNothing();
        assertThat(bob.call("echo", "1")).isEqualTo(ok("1"));
        ann.ask("echo", "99");
        assertThat(ann.socket().ending().packets()).noneMatch(packet -> packet.startsWith("43"));
        assertThat(count("CALL_QUEUES_FULL")).isEqualTo(full + 1);
        assertThat(bob.call("echo", "2")).isEqualTo(ok("2"));
        open("ann-flood");
        assertThat(end("ann-flood")).isEqualTo(event("gone", "'ann-flood'", "'call queue full'"));
        assertThat(bob.call("echo", "3")).isEqualTo(ok("3"));
    }

    @Test
    @DisplayName("of more sockets than can wait are refused: the one that came last is closed, counted and logged")
    void saturated() {
        Client cid = client("cid-full");
        Client dan = client("dan-full");
        Client eve = client("eve-full");
        long saturated = count("POOL_SATURATED");
        int logged = ServerLog.lines("WARN", "sockee.controllers.threads").size();
        int warned =
                logged + ServerLog.lines(" W ", "sockee.controllers.threads").size();
        Client ann = holding("ann-full");
        Client bob = holding("bob-full");
        cid.ask("echo", "1").heardNothing();
        dan.ask("echo", "2").heardNothing();
        assertThat(count("POOL_SATURATED")).isEqualTo(saturated);
        eve.ask("echo", "3");
        assertThat(eve.socket().ending().packets()).noneMatch(packet -> packet.startsWith("43"));
        assertThat(count("POOL_SATURATED")).isGreaterThan(saturated);
        assertThat(ServerLog.lines("sockee.controllers.threads"))
                .isNotEmpty()
                .allMatch(line -> line.contains(" W ") || line.contains("WARN"));
        cid.heardNothing();
        open("ann-full");
        open("bob-full");
        assertThat(ann.next()).isEqualTo(ok("true"));
        assertThat(bob.next()).isEqualTo(ok("true"));
        assertThat(cid.next()).isEqualTo(ok("1"));
        assertThat(dan.next()).isEqualTo(ok("2"));
        assertThat(end("eve-full")).isEqualTo(event("gone", "'eve-full'", "'call queue full'"));
    }

    @Test
    @DisplayName("that wait for a client's answer get it though no thread is free")
    void answers() {
        Client ann = client("ann-ask");
        Client bob = holding("bob-ask");
        ann.ask("ask");
        String question = ann.socket().next();
        assertThat(question).matches("42/threads,\\d+\\[\"question\"]");
        ann.socket().send("43" + question.substring(2, question.indexOf('[')) + "[42]");
        assertThat(ann.next()).isEqualTo(ok("42"));
        open("bob-ask");
        assertThat(bob.next()).isEqualTo(ok("true"));
    }

    @Test
    @DisplayName("that take all threads stop no heartbeat")
    void pongs() {
        Client ann = holding("ann-pong");
        Client bob = holding("bob-pong");
        for (int i = 0; i < 2; i++) {
            assertThat(ann.socket().raw().next(EngineHttp.PATIENCE)).isEqualTo(new Frame.Text("2"));
            ann.socket().send("3"); // the next ping comes half a second after this pong has been read
        }
        open("ann-pong");
        assertThat(ann.next()).isEqualTo(ok("true"));
        open("bob-pong");
        assertThat(bob.next()).isEqualTo(ok("true"));
    }

    @Test
    @DisplayName("of two sockets of one connection do not wait for each other")
    void twoSockets() {
        Client ann = holding("ann-two");
        Client too = Client.join(ann.socket(), "/threads-too", "{'name':'ann-too'}");
        present.add("ann-too");
        assertThat(too.call("echo", "7")).isEqualTo(ok("7"));
        open("ann-two");
        assertThat(ann.next()).isEqualTo(ok("true"));
    }
}
