package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.event.Event;
import io.sockee.recovery.Bounds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Who wants to know of each event is told")
class TrafficTest {
    private static final Bounds BOUNDS = new Bounds(60_000, 50_000, 5, 10_000, 2, 100_000);

    /** An application that sends in every way. */
    @Controller
    public static final class Talk {
        @On("way")
        public String way(Socket socket, String how) {
            switch (how) {
                case "emit" -> socket.emit("news", "a");
                case "number" -> socket.emit("news", 1);
                case "volatile" -> socket.emitIfWritable("news", "a");
                case "everyone" -> socket.everyone().emit("news", "a");
                case "ask" -> {
                    var unused = socket.emitWithAck(Duration.ofSeconds(1), "news", "a");
                }
                case "askAll" -> {
                    var unused = socket.everyone().emitWithAck(Duration.ofSeconds(1), "news", "a");
                }
                default -> throw new IllegalArgumentException(how);
            }
            return "done";
        }

        @On("raw")
        public void raw(Socket socket, Arguments all) {
            socket.emit("raw", all);
        }
    }

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CommitTest.ManualGate gate = new CommitTest.ManualGate();
    private SocketFixture fixture;

    private final class Watching implements SocketObservers, Traffic {
        @Override
        public boolean anyOf(Class<?> event) {
            return false;
        }

        @Override
        public void tell(Object event, BiConsumer<String, Throwable> failed) {
            throw new AssertionError("nobody wants to know");
        }

        @Override
        public Traffic traffic() {
            return this;
        }

        @Override
        public void received(WireSocket socket, Event event) {
            told.add(socket.id() + " in " + event.name() + " "
                    + event.arguments().count());
        }

        @Override
        public void sent(WireSocket socket, Event event) {
            told.add(socket.id() + " out " + event.name() + " "
                    + event.arguments().count());
        }
    }

    private RecordingConnection client(boolean recovers) {
        if (fixture == null) {
            fixture = SocketFixture.observed(gate, new Watching(), recovers ? BOUNDS : null, new Talk());
        }
        RecordingConnection client = fixture.client().say("0");
        fixture.settle();
        return client;
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"emit", "number", "volatile", "everyone", "ask", "askAll"})
    @DisplayName("once, whatever way it goes, and of no answer")
    void ways(String how) {
        for (boolean recovers : new boolean[] {false, true}) {
            told.clear();
            fixture = null;
            RecordingConnection client = client(recovers);
            client.say("21[\"way\",\"" + how + "\"]");
            fixture.settle();
            String id = recovers ? "s2" : "s1"; // there, what it can come back by has been an id, too
            assertThat(told).as("recovery: " + recovers).containsExactly(id + " in way 1", id + " out news 1");
            assertThat(client.heard()).anyMatch(packet -> packet.startsWith("31["));
            fixture.close();
        }
    }

    @Test
    @DisplayName("of each recipient of a broadcast")
    void broadcast() {
        RecordingConnection one = client(false);
        client(false);
        one.say("2[\"way\",\"everyone\"]");
        fixture.settle();
        assertThat(told)
                .containsExactlyInAnyOrder("s1 in way 1", "s1 out news 1", "s2 out news 1", "s1 out way_data 1");
    }

    @Test
    @DisplayName("of an event that nothing answers, and of one that is passed on")
    void unknown() {
        client(false).say("2[\"nothing\",1,2]", "2[\"raw\",1,2]");
        fixture.settle();
        assertThat(told).containsExactly("s1 in nothing 2", "s1 in raw 2", "s1 out raw 2");
    }

    @Test
    @DisplayName("of nothing that was rolled back, and of nothing before the commit")
    void transactions() {
        client(false);
        HubPublisher publisher = new HubPublisher(fixture.server, "/");
        gate.begin();
        publisher.emit("news");
        assertThat(told).isEmpty();
        gate.end(false);
        assertThat(told).isEmpty();
        gate.begin();
        publisher.emit("news");
        gate.end(true);
        assertThat(told).containsExactly("s1 out news 0");
    }

    @Test
    @DisplayName("of nothing that goes to a socket that is no longer there")
    void gone() {
        RecordingConnection client = client(true);
        client.close(io.sockee.connection.CloseReason.TRANSPORT_CLOSE);
        new HubPublisher(fixture.server, "/").emit("news", "a");
        assertThat(told).isEmpty();
    }
}
