package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.api.Controller;
import io.sockee.api.EventEmitted;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Publisher;
import io.sockee.api.RoomCreated;
import io.sockee.api.RoomDeleted;
import io.sockee.api.RoomJoined;
import io.sockee.api.RoomLeft;
import io.sockee.api.Socket;
import io.sockee.api.SocketDisconnected;
import io.sockee.api.SocketDisconnecting;
import io.sockee.api.TransportUpgraded;
import io.sockee.api.User;
import io.sockee.connection.CloseReason;
import io.sockee.metrics.Counters.Counter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the application's observers are told of transports, ends, rooms and emits. */
class ObserversTest {

    @Controller
    public class Talk {
        @NonBlocking
        @OnConnect
        public void connect(Socket socket) {
            last = socket;
            socket.join("lobby");
        }

        @OnDisconnect
        public void disconnect(Socket socket) {
            told.add("disconnect method, in " + socket.rooms());
        }

        @NonBlocking
        @On("ask")
        public String ask() {
            return "answer";
        }
    }

    private final class Observing implements SocketObservers {
        private final Set<Class<?>> observed;

        Observing(Class<?>... observed) {
            this.observed = Set.of(observed);
        }

        @Override
        public boolean anyOf(Class<?> event) {
            return observed.contains(event);
        }

        @Override
        public void tell(Object event, BiConsumer<String, Throwable> failed) {
            told.add(text(event));
            if (event instanceof EventEmitted) {
                emitting.run();
            }
        }
    }

    private static String text(Object event) {
        if (event instanceof SocketDisconnecting end) {
            return "disconnecting: " + end.reason().text() + ", of " + sorted(end.rooms());
        } else if (event instanceof SocketDisconnected) {
            return "disconnected";
        } else if (event instanceof RoomJoined joined) {
            return "joined " + joined.room();
        } else if (event instanceof RoomLeft left) {
            return "left " + left.room();
        } else if (event instanceof RoomCreated created) {
            return "created " + created.namespace() + " " + created.room();
        } else if (event instanceof RoomDeleted deleted) {
            return "deleted " + deleted.namespace() + " " + deleted.room();
        } else if (event instanceof TransportUpgraded upgraded) {
            return upgraded.socket().id() + " by " + upgraded.transport();
        } else if (event instanceof EventEmitted emitted) {
            return emitted + " " + emitted.arguments().size() + " to " + sorted(emitted.rooms())
                    + sorted(emitted.users()) + " not " + sorted(emitted.except());
        }
        return event.getClass().getSimpleName();
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private final List<String> told = new CopyOnWriteArrayList<>();
    private Runnable emitting = () -> {};
    private Socket last;
    private SocketFixture fixture;
    private final CommitTest.ManualGate gate = new CommitTest.ManualGate();

    private RecordingConnection client(Class<?>... observed) {
        fixture = new SocketFixture(gate, new Observing(observed), new Talk());
        return fixture.client().say("0");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private List<String> told() {
        fixture.settle();
        return List.copyOf(told);
    }

    @Test
    void aSocketsRoomsAreToldBeforeAllElseOfItsEnd() {
        RecordingConnection client = client(SocketDisconnecting.class, RoomLeft.class, SocketDisconnected.class);
        fixture.settle();
        client.close(CloseReason.TRANSPORT_CLOSE);
        assertThat(told())
                .containsExactly(
                        "disconnecting: transport close, of [lobby, s1]",
                        "disconnect method, in []",
                        "left lobby",
                        "disconnected");
    }

    @Test
    void anUpgradeIsToldToThoseWhoAreIn() {
        RecordingConnection client = client(TransportUpgraded.class);
        client.upgrade("websocket");
        assertThat(told()).containsExactly("s1 by websocket");
        assertThat(last.transport()).isEqualTo("websocket");
    }

    @Test
    void roomsComeAndGo() {
        RecordingConnection client = client(RoomCreated.class, RoomDeleted.class);
        RecordingConnection second = fixture.client().say("0");
        last.logIn(User.named("ann")); // into a room of the server's own, which nobody is told of
        last.join("red", "red");
        last.leave("red");
        client.close(CloseReason.TRANSPORT_CLOSE);
        second.close(CloseReason.TRANSPORT_CLOSE);
        assertThat(told().stream().filter(line -> !line.startsWith("disconnect")))
                .containsExactly("created / lobby", "created / red", "deleted / red", "deleted / lobby");
    }

    @Test
    void observersThatFallBehindAreLeftOut() {
        client(RoomCreated.class);
        fixture.settle();
        CountDownLatch release = new CountDownLatch(1);
        fixture.pool.execute(() -> SocketFixture.await(release));
        for (int i = 0; i < ServerObservers.MAX_WAITING + 5; i++) {
            last.join("room " + i);
            last.leave("room " + i);
        }
        release.countDown();
        int all = ServerObservers.MAX_WAITING + 1; // with the lobby
        // Each gives its thread back, and for a moment nothing seems to wait: so it is their number that is waited for.
        await().until(() -> told.size() >= all);
        fixture.settle();
        assertThat(told).hasSize(all);
        assertThat(fixture.counters.get(Counter.OBSERVATIONS_LEFT_OUT)).isEqualTo(5);
    }

    @Test
    void whatIsEmittedIsToldOnce() {
        RecordingConnection client = client(EventEmitted.class);
        fixture.client().say("0").say("20[\"ask\"]");
        Publisher publisher = new HubPublisher(fixture.server, "/");
        last.emit("a", 1, 2);
        last.emitIfWritable("b");
        last.broadcast("c");
        publisher.to("lobby").except("red").emit("d");
        publisher.toUser("ann").emit("e");
        publisher.namespace("/other").emit("f");
        Object one = last.emitWithAck(Duration.ofSeconds(1), "g");
        Object many = publisher.emitWithAck(Duration.ofSeconds(1), "h");
        assertThat(List.of(one, many)).hasSize(2);
        assertThat(told())
                .containsExactly(
                        "event a in / 2 to [s2][] not []",
                        "event b in / 0 to [s2][] not []",
                        "event c in / 0 to [][] not [s2]",
                        "event d in / 0 to [lobby][] not [red]",
                        "event e in / 0 to [][ann] not []",
                        "event f in /other 0 to [][] not []",
                        "event g in / 0 to [s2][] not []",
                        "event h in / 0 to [][] not []");
        assertThat(client.heard()).contains("2[\"c\"]", "2[\"d\"]");
    }

    @Test
    void whatAnObserverEmitsLeavesAndIsNotTold() {
        RecordingConnection client = client(EventEmitted.class);
        emitting = () -> last.emit("told");
        last.emit("a");
        assertThat(told()).containsExactly("event a in / 0 to [s1][] not []");
        assertThat(client.heard()).endsWith("2[\"told\"]", "2[\"a\"]");
    }

    @Test
    void whatIsRolledBackHasBeenTold() {
        RecordingConnection client = client(EventEmitted.class);
        gate.begin();
        last.emit("a");
        gate.end(false);
        assertThat(told()).hasSize(1);
        assertThat(client.heard()).noneMatch(packet -> packet.contains("\"a\""));
    }
}
