package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.connection.CloseReason;
import io.sockee.recovery.Bounds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While a client is away, or comes back,")
class RecoveryMeanwhileTest {
    private static final Pattern WELCOME = Pattern.compile("0\\{\"sid\":\"(\\w+)\",\"pid\":\"(\\w+)\"}");
    private static final User ADA = new User("ada", "Ada", Set.of());
    private static final Pattern OFFSET = Pattern.compile(",\"(\\w+)\"]$");

    @Controller
    public static class Desk {
        private final List<String> log = new CopyOnWriteArrayList<>();
        private final CountDownLatch released = new CountDownLatch(1);

        @OnConnect
        @NonBlocking
        public void connect(Socket socket) {
            log.add(socket.isRecovered() ? "back" : "there");
        }

        @OnDisconnect
        public void disconnect(Socket socket) {
            log.add("gone");
        }

        @On("hold")
        public void hold() throws InterruptedException {
            log.add("held");
            released.await();
        }

        @On("join")
        @NonBlocking
        public void join(Socket socket, String room) {
            socket.join(room);
        }

        @On("login")
        @NonBlocking
        public void login(Socket socket) {
            socket.logIn(ADA);
        }

        @On("rooms")
        @NonBlocking
        public boolean rooms(Socket socket, String room) {
            return socket.rooms().contains(room);
        }
    }

    private final Desk desk = new Desk();
    private final CompletableFuture<Void> link = new CompletableFuture<>();
    private boolean looksHang;
    private boolean entriesHang;
    private final SocketFixture fixture = SocketFixture.recovering(
            new Bounds(60_000, 50_000, 5, 10_000, 10, 100_000),
            List.of((namespace, handshake, auth) ->
                    looksHang || entriesHang ? Optional.of(this::look) : Optional.empty()),
            desk);
    private RecordingConnection client = fixture.client();
    private String sid = "";
    private String pid = "";
    private String offset = "";

    /** A link that waits for something before it lets anybody in, and may know the user. */
    private CompletableFuture<Admission.Entry> look(Socket socket) {
        if (looksHang) {
            socket.logIn(ADA);
        }
        boolean entryHangs = entriesHang;
        Admission.Entry entry = in -> entryHangs ? link : CompletableFuture.completedFuture(null);
        return looksHang ? link.thenApply(done -> entry) : CompletableFuture.completedFuture(entry);
    }

    @BeforeEach
    void comes() {
        client.say("0");
        fixture.settle();
        knows(client.heard().get(0));
        client.say("2[\"join\",\"red\"]");
        all().emit("news", 0);
        offset = offset(client.heard().get(0));
    }

    @AfterEach
    void close() {
        desk.released.countDown();
        fixture.close();
    }

    private void knows(String welcome) {
        Matcher matcher = WELCOME.matcher(welcome);
        assertThat(matcher.matches()).as(welcome).isTrue();
        sid = matcher.group(1);
        pid = matcher.group(2);
    }

    private static String offset(String event) {
        Matcher matcher = OFFSET.matcher(event);
        assertThat(matcher.find()).as(event).isTrue();
        return matcher.group(1);
    }

    private HubPublisher all() {
        return new HubPublisher(fixture.server, "/");
    }

    private void breaks() {
        client.close(CloseReason.TRANSPORT_ERROR);
        fixture.settle();
    }

    private List<String> comesBack() {
        client = fixture.client();
        client.say("0{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}");
        fixture.settle();
        return client.heard();
    }

    private void letIn() {
        link.complete(null);
        fixture.settle();
    }

    private void assertIsBack(List<String> heard, String... events) {
        assertThat(heard)
                .extracting(event -> event.replaceFirst(",\"\\w+\"]$", "]"))
                .containsAll(List.of(events))
                .contains("0{\"sid\":\"" + sid + "\",\"pid\":\"" + pid + "\"}")
                .hasSize(events.length + 1);
    }

    @Test
    @DisplayName("nobody else can join the room of its id")
    void ownRoom() {
        breaks();
        RecordingConnection other = fixture.client().say("0");
        fixture.settle();
        other.heard();
        other.say("21[\"join\",\"" + sid + "\"]");
        assertThat(other.heard()).singleElement().asString().contains("another socket's own");
        all().to(sid).emit("news", "private");
        assertThat(other.heard()).isEmpty();
        assertIsBack(comesBack(), "2[\"news\",\"private\"]");
    }

    @Test
    @DisplayName("what is sent again may be lost again")
    void lostAgain() {
        breaks();
        all().emit("news", 1);
        fixture.timers.pass(55_000);
        assertIsBack(comesBack(), "2[\"news\",1]");
        fixture.timers.pass(11_000);
        breaks();
        assertIsBack(comesBack(), "2[\"news\",1]");
    }

    @Test
    @DisplayName("it can be taken out of rooms, also before it is let in")
    void leaves() {
        breaks();
        entriesHang = true;
        assertThat(comesBack()).isEmpty();
        all().to("red").socketsLeave("red");
        letIn();
        assertIsBack(client.heard());
        client.say("21[\"rooms\",\"red\"]");
        assertThat(client.heard()).containsExactly("31[{\"ok\":true,\"err\":false,\"res\":false}]");
        all().to("red").emit("news", 1);
        assertThat(client.heard()).isEmpty();
    }

    @Test
    @DisplayName("it can be disconnected, also before it is let in")
    void isDisconnected() {
        breaks();
        entriesHang = true;
        assertThat(comesBack()).isEmpty();
        all().to("red").disconnectSockets(false);
        letIn();
        assertThat(client.heard()).last().isEqualTo("1");
        assertThat(fixture.hub.sockets()).isZero();
        assertThat(fixture.recovery().size()).isZero();
    }

    @Test
    @DisplayName("others come in at once, also with an event in the same payload")
    void othersDoNotWait() {
        RecordingConnection other = fixture.client().sayTogether("0", "21[\"rooms\",\"red\"]");
        assertThat(other.heard()).hasSize(2).last().isEqualTo("31[{\"ok\":true,\"err\":false,\"res\":false}]");
    }

    @Test
    @DisplayName("its calls end before those of its return begin")
    void oneCallAtATime() {
        client.say("2[\"hold\"]");
        breaksWhileHeld();
        client = fixture.client();
        client.say("0{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}");
        desk.released.countDown();
        fixture.settle();
        assertIsBack(client.heard());
        assertThat(desk.log).containsExactly("there", "held", "gone", "back");
    }

    private void breaksWhileHeld() {
        client.close(CloseReason.TRANSPORT_ERROR);
        assertThat(fixture.hub.sockets()).isZero();
    }

    @Test
    @DisplayName("it may break off, and come back once more, before it is let in")
    void takesOver() {
        breaks();
        entriesHang = true;
        assertThat(comesBack()).isEmpty();
        RecordingConnection second = client;
        all().emit("news", 1);
        entriesHang = false;
        assertIsBack(comesBack(), "2[\"news\",1]");
        assertThat(second.closed()).containsExactly(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    @DisplayName("it is left out where the one that it was would be")
    void leftOut() {
        client.say("2[\"login\"]", "2[\"join\",\"muted\"]");
        breaks();
        looksHang = true;
        assertThat(comesBack()).isEmpty();
        all().toUser("ada").except("muted").emit("news", "for others");
        all().toUser("ada").emit("news", "for all");
        letIn();
        assertIsBack(client.heard(), "2[\"news\",\"for all\"]");
    }
}
