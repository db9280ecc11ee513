package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Broadcast;
import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.OnConnect;
import io.sockee.api.Publisher;
import io.sockee.api.RefusedException;
import io.sockee.api.RemoteSocket;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.connection.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done with many sockets at once: they are looked at, join and leave rooms, are disconnected. */
class SocketSetsTest {

    @Controller
    public static class Rooms {
        final Map<String, Socket> sockets = new java.util.HashMap<>();

        @NonBlocking
        @OnConnect
        public void connect(Socket socket) {
            sockets.put(socket.id(), socket);
            socket.join("lobby");
            socket.data().put("seat", sockets.size());
        }
    }

    private final Rooms rooms = new Rooms();
    private final SocketFixture fixture = new SocketFixture(rooms);
    private final Publisher publisher = new HubPublisher(fixture.server, "/");
    private final RecordingConnection first = connected();
    private final RecordingConnection second = connected();

    private RecordingConnection connected() {
        RecordingConnection client = fixture.client().say("0{\"token\":\"x\"}");
        List<String> unused = client.heard();
        return client;
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static List<RemoteSocket> fetch(Broadcast choice) {
        CompletableFuture<List<RemoteSocket>> fetched = choice.fetchSockets().toCompletableFuture();
        assertThat(fetched).isDone();
        return fetched.join();
    }

    private static List<String> ids(Broadcast choice) {
        return fetch(choice).stream().map(RemoteSocket::id).sorted().toList();
    }

    @Test
    void aSocketIsSeenWithAllThatBelongsToIt() {
        Socket socket = rooms.sockets.get("s1");
        socket.logIn(User.named("ann"));
        RemoteSocket seen = fetch(publisher.to("s1")).get(0);
        assertThat(seen.id()).isEqualTo("s1");
        assertThat(seen.namespace()).isEqualTo("/");
        assertThat(seen.rooms()).containsExactlyInAnyOrder("s1", "lobby");
        assertThat(seen.data()).containsExactly(Map.entry("seat", 1));
        assertThat(seen.user()).contains(User.named("ann"));
        assertThat(seen.handshake().auth().text()).isEqualTo("{\"token\":\"x\"}");
        assertThat(seen).hasToString("socket s1 in /");
        socket.data().clear();
        socket.leave("lobby");
        assertThat(seen.data()).hasSize(1);
        assertThat(seen.rooms()).hasSize(2);
    }

    @Test
    void aChoiceIsThatOfBroadcasts() {
        rooms.sockets.get("s2").join("other");
        assertThat(ids(publisher)).containsExactly("s1", "s2");
        assertThat(ids(publisher.local().compress(false).ifWritable())).containsExactly("s1", "s2");
        assertThat(ids(publisher.except("other"))).containsExactly("s1");
        assertThat(ids(publisher.to("lobby", "other"))).containsExactly("s1", "s2");
        assertThat(ids(rooms.sockets.get("s1").to("lobby"))).containsExactly("s2");
        assertThat(ids(publisher.namespace("/nowhere"))).isEmpty();
        second.close(CloseReason.TRANSPORT_CLOSE);
        assertThat(ids(publisher)).containsExactly("s1");
    }

    @Test
    void manyJoinAndLeaveARoom() {
        publisher.except("s2").socketsJoin("a", "b");
        publisher.toUser("nobody").socketsJoin("c");
        assertThat(rooms.sockets.get("s1").rooms()).containsExactlyInAnyOrder("s1", "lobby", "a", "b");
        assertThat(rooms.sockets.get("s2").rooms()).containsExactlyInAnyOrder("s2", "lobby");
        publisher.to("a").socketsLeave("lobby", "b", "s1");
        assertThat(rooms.sockets.get("s1").rooms()).containsExactlyInAnyOrder("s1", "a");
        publisher.emit("news");
        assertThat(first.heard()).containsExactly("2[\"news\"]");
    }

    @Test
    void nobodyJoinsARoomThatIsOneSocketsOwn() {
        for (String own : List.of("s1", "\0user:ann")) {
            assertThatThrownBy(() -> publisher.socketsJoin("a", own)).isInstanceOf(RefusedException.class);
        }
        assertThat(fixture.namespace("/").roomCount()).isEqualTo(1);
    }

    @Test
    void manyAreDisconnectedAfterWhatWasSentBefore() {
        publisher.to("lobby").emit("bye");
        publisher.except("s2").disconnectSockets(false);
        assertThat(first.heard()).containsExactly("2[\"bye\"]", "1");
        assertThat(first.closed()).isEmpty();
        assertThat(second.heard()).containsExactly("2[\"bye\"]");
        first.say("0");
        assertThat(first.heard()).hasSize(1);
        publisher.disconnectSockets(true);
        assertThat(second.closed()).containsExactly(CloseReason.FORCED_SERVER_CLOSE);
        assertThat(first.closed()).containsExactly(CloseReason.FORCED_SERVER_CLOSE);
        assertThat(fixture.hub.sockets()).isZero();
    }

    @Test
    void aCrowdIsDisconnectedASliceAtATime() {
        List<RecordingConnection> crowd = new ArrayList<>();
        for (int i = 2; i < 2 * Disconnects.SLICE + 1; i++) {
            crowd.add(connected());
        }
        publisher.disconnectSockets(false);
        assertThat(fixture.hub.sockets()).isEqualTo(Disconnects.SLICE + 1);
        RecordingConnection late = connected();
        fixture.timers.pass(1);
        fixture.timers.pass(1);
        assertThat(fixture.hub.sockets()).isEqualTo(1);
        assertThat(late.heard()).isEmpty();
        assertThat(crowd).allSatisfy(client -> assertThat(client.heard()).containsExactly("1"));
    }
}
