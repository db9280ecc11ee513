package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.OnConnect;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.connection.CloseReason;
import io.sockee.socket.SocketDirectory.Counted;
import io.sockee.socket.SocketDirectory.Page;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A look at sockets, users and rooms, page by page. */
class SocketDirectoryTest {

    /** The auth payload says who comes, and which room is joined. */
    @NonBlocking
    @Controller
    public static class Door {
        public record Auth(String user, String room) {}

        @OnConnect
        public void connect(Socket socket, Auth auth) {
            if (!auth.user().isEmpty()) {
                socket.logIn(new User(auth.user(), auth.user(), Set.of()));
            }
            socket.join(auth.room());
        }
    }

    private final SocketFixture fixture = new SocketFixture(new Door());
    private final SocketDirectory directory = new SocketDirectory(fixture.hub);

    @BeforeEach
    void connect() {
        for (String[] who : new String[][] {{"ann", "a"}, {"", "b"}, {"bob", "b"}, {"ann", "c"}, {"cleo", "c"}}) {
            RecordingConnection unused =
                    fixture.client().say("0{\"user\":\"" + who[0] + "\",\"room\":\"" + who[1] + "\"}");
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void socketsComeInTheOrderOfTheirIds() {
        Page<SocketDirectory.Seen> first = directory.sockets("/", "", 2);
        assertThat(first.more()).isTrue();
        assertThat(first.items())
                .containsExactly(
                        new SocketDirectory.Seen("s1", "ann", "192.0.2.1", "websocket", List.of("a")),
                        new SocketDirectory.Seen("s2", "", "192.0.2.1", "websocket", List.of("b")));
        assertThat(directory.sockets("/", "s2", 2).items())
                .map(SocketDirectory.Seen::id)
                .containsExactly("s3", "s4");
        Page<SocketDirectory.Seen> last = directory.sockets("/", "s4", 2);
        assertThat(last.items()).map(SocketDirectory.Seen::id).containsExactly("s5");
        assertThat(last.more()).isFalse();
    }

    @Test
    void usersAndRoomsComeWithTheirSockets() {
        assertThat(directory.users("/", "", 5))
                .isEqualTo(new Page<>(
                        List.of(new Counted("ann", 2), new Counted("bob", 1), new Counted("cleo", 1)), false, false));
        assertThat(directory.users("/", "ann", 1)).isEqualTo(new Page<>(List.of(new Counted("bob", 1)), true, false));
        assertThat(directory.rooms("/", "", 2))
                .isEqualTo(new Page<>(List.of(new Counted("a", 1), new Counted("b", 2)), true, false));
        assertThat(directory.rooms("/", "b", 2)).isEqualTo(new Page<>(List.of(new Counted("c", 2)), false, false));
    }

    @Test
    void aPageIsRightInWhateverOrderNamesAreVisited() {
        RecordingConnection crowd = fixture.client();
        for (int i = 0; i < 40; i++) {
            fixture.client().say("0{\"user\":\"u" + i % 20 + "\",\"room\":\"r" + i + "\"}");
        }
        List<String> rooms =
                IntStream.range(0, 40).mapToObj(i -> "r" + i).sorted().toList();
        assertThat(directory.rooms("/", "c", 7).items()).map(Counted::name).isEqualTo(rooms.subList(0, 7));
        assertThat(directory.users("/", "cleo", 100).items()).hasSize(20).allMatch(user -> user.sockets() == 2);
        assertThat(directory.users("/", "cleo", 3).items()).hasSize(3).allMatch(user -> user.sockets() == 2);
        crowd.close(CloseReason.TRANSPORT_CLOSE);
    }

    @Test
    void aLookVisitsSoManyAndSaysSo() {
        SocketDirectory hasty = new SocketDirectory(fixture.hub, 3);
        assertThat(hasty.sockets("/", "", 10).items()).hasSize(3);
        assertThat(hasty.sockets("/", "", 10).cut()).isTrue();
        assertThat(hasty.users("/", "", 10).cut()).isTrue();
        assertThat(hasty.rooms("/", "", 10).cut()).isFalse(); // there are three
        RecordingConnection unused = fixture.client().say("0{\"user\":\"\",\"room\":\"d\"}");
        assertThat(hasty.rooms("/", "", 10).cut()).isTrue();
        assertThat(new SocketDirectory(fixture.hub, 6).sockets("/", "", 10).cut())
                .isFalse();
    }

    @Test
    void whereNothingIsNothingIsFound() {
        assertThat(directory.sockets("/nowhere", "", 2)).isEqualTo(new Page<>(List.of(), false, false));
        assertThat(directory.rooms("/nowhere", "", 2)).isEqualTo(new Page<>(List.of(), false, false));
        assertThat(directory.namespaces()).contains("/");
        assertThat(directory.size("/")).isEqualTo(5);
        assertThat(directory.size("/nowhere")).isZero();
    }
}
