package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.connection.CloseReason;
import io.sockee.recovery.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client whose connection broke comes back, is who it was, and gets what it has missed, once. */
class RecoveryTest {
    private static final Pattern WELCOME = Pattern.compile("0\\{\"sid\":\"(\\w+)\",\"pid\":\"(\\w+)\"}");
    private static final Pattern OFFSET = Pattern.compile(",\"(\\w+)\"]$");

    private static final Bounds BOUNDS = new Bounds(60_000, 50_000, 5, 10_000, 2, 100_000);

    @Controller
    @NonBlocking
    public static class Desk {
        private final List<String> connected = new ArrayList<>();
        private boolean closed;
        private Runnable meanwhile = () -> {};

        @OnConnect
        public void connect(Socket socket) {
            if (closed) {
                throw new RefusedException("Closed.");
            }
            connected.add(socket.id() + (socket.isRecovered() ? " again" : ""));
            meanwhile.run();
        }

        @On("join")
        public void join(Socket socket, String room) {
            socket.join(room);
            socket.data().put("room", room);
        }

        @On("room")
        public String room(Socket socket) {
            return socket.rooms().contains("red") + " " + socket.data().get("room");
        }

        @On("user")
        public void user(Socket socket, String name) {
            socket.logIn(new User(name, name, Set.of()));
        }

        @On("leave-me")
        public void leaveMe(Socket socket) {
            socket.disconnect();
        }
    }

    private final Desk desk = new Desk();
    private final CompletableFuture<Void> entrance = new CompletableFuture<>();
    private boolean entranceHangs;
    private final SocketFixture fixture =
            SocketFixture.recovering(BOUNDS, List.of((namespace, handshake, auth) -> admission()), desk);
    private RecordingConnection client = fixture.client();

    private Optional<Admission.Step> admission() {
        Admission.Entry entry = in -> entrance;
        return entranceHangs ? Optional.of(socket -> CompletableFuture.completedStage(entry)) : Optional.empty();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Matcher connected(String heard) {
        Matcher welcome = WELCOME.matcher(heard);
        assertThat(welcome.matches()).as(heard).isTrue();
        return welcome;
    }

    private static String offset(String event) {
        Matcher offset = OFFSET.matcher(event);
        assertThat(offset.find()).as(event).isTrue();
        return offset.group(1);
    }

    private void emit(Object... arguments) {
        new HubPublisher(fixture.server, "/").emit("news", arguments);
    }

    /** A client that has joined the room red and has had one event. */
    private Known known() {
        client.say("0");
        Matcher welcome = connected(client.heard().get(0));
        client.say("2[\"join\",\"red\"]");
        emit(1);
        return new Known(
                welcome.group(1), welcome.group(2), offset(client.heard().get(0)));
    }

    private record Known(String sid, String pid, String offset) {
        String claim() {
            return "0{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}";
        }
    }

    private void breaks() {
        client.close(CloseReason.TRANSPORT_ERROR);
        assertThat(fixture.hub.sockets()).isZero();
    }

    private List<String> comesBack(String claim) {
        client = fixture.client().say(claim);
        fixture.settle();
        return client.heard();
    }

    @Test
    void eachEventHasItsOffset() {
        client.say("0");
        client.heard();
        emit("a", 1);
        emit();
        List<String> heard = client.heard();
        assertThat(heard.get(0)).matches("2\\[\"news\",\"a\",1,\"\\w+\"]");
        assertThat(heard.get(1)).matches("2\\[\"news\",\"\\w+\"]");
        assertThat(offset(heard.get(0))).isNotEqualTo(offset(heard.get(1)));
    }

    @Test
    void isWhoItWasAndGetsWhatItMissedBeforeItIsToldThatItIsConnected() {
        Known known = known();
        breaks();
        emit(2);
        new HubPublisher(fixture.server, "/").to("red").emit("news", 3);
        new HubPublisher(fixture.server, "/").to("blue").emit("news", 4);
        new HubPublisher(fixture.server, "/").to(known.sid()).emit("news", 5);
        List<String> heard = comesBack(known.claim());
        assertThat(heard).hasSize(4);
        assertThat(heard.subList(0, 3))
                .extracting(event -> event.replaceFirst(",\"\\w+\"]", "]"))
                .containsExactly("2[\"news\",2]", "2[\"news\",3]", "2[\"news\",5]");
        assertThat(heard.get(3)).isEqualTo("0{\"sid\":\"" + known.sid() + "\",\"pid\":\"" + known.pid() + "\"}");
        assertThat(desk.connected).containsExactly(known.sid(), known.sid() + " again");
        client.say("21[\"room\"]");
        assertThat(client.heard()).containsExactly("31[{\"ok\":true,\"err\":false,\"res\":\"true red\"}]");
        emit(6);
        assertThat(client.heard()).hasSize(1);
    }

    @Test
    void getsWhatWasSentAndDidNotArriveAndNothingTwice() {
        Known known = known();
        emit(2);
        String second = offset(client.heard().get(0));
        emit(3); // lost on the way
        breaks();
        emit(4);
        assertThat(comesBack(new Known(known.sid(), known.pid(), second).claim()))
                .hasSize(3);
    }

    /** Connect methods may take their time; the client is away no more, and not yet here. */
    @Test
    void getsWhatIsSentWhileItIsLetIn() {
        Known known = known();
        breaks();
        emit(2);
        desk.meanwhile = () -> {
            emit(3);
            new HubPublisher(fixture.server, "/").to("red").emit("news", 4);
            new HubPublisher(fixture.server, "/").to(known.sid()).emit("news", 5);
        };
        List<String> heard = comesBack(known.claim());
        assertThat(heard)
                .extracting(event -> event.replaceFirst(",\"\\w+\"]", "]"))
                .containsExactly(
                        "2[\"news\",2]",
                        "0{\"sid\":\"" + known.sid() + "\",\"pid\":\"" + known.pid() + "\"}",
                        "2[\"news\",3]",
                        "2[\"news\",4]",
                        "2[\"news\",5]");
        assertThat(fixture.recovery().size()).isZero();
    }

    @Test
    void comesBackAlsoWhenItsConnectionBreaksBeforeItIsLetIn() {
        Known known = known();
        breaks();
        emit(2);
        entranceHangs = true;
        comesBack(known.claim());
        fixture.settle();
        assertThat(desk.connected).containsExactly(known.sid(), known.sid() + " again");
        emit(3);
        assertThat(client.heard()).isEmpty();
        breaks();
        emit(4);
        entranceHangs = false;
        assertThat(comesBack(known.claim())).hasSize(4).last().asString().contains(known.pid());
        assertThat(fixture.recovery().size()).isZero();
    }

    /** What it has missed may be more than its connection takes: it must not come back for it for ever. */
    @Test
    void isAnotherWhenItsConnectionDoesNotTakeWhatItMissed() {
        Known known = known();
        breaks();
        emit(2);
        client = fixture.client();
        client.full(true);
        client.say(known.claim());
        assertThat(client.closed()).containsExactly(CloseReason.SEND_QUEUE_FULL);
        assertIsAnother(known, comesBack(known.claim()));
    }

    @Test
    void comesBackAgainAndAgain() {
        Known known = known();
        for (int i = 0; i < 4; i++) {
            breaks();
            emit(i);
            List<String> heard = comesBack(known.claim());
            assertThat(heard).hasSize(2);
            known = new Known(known.sid(), known.pid(), offset(heard.get(0)));
        }
        assertThat(fixture.hub.sockets()).isEqualTo(1);
    }

    @Test
    void oneThatHasHadNothingYetComesBackAsWell() {
        client.say("0");
        Matcher welcome = connected(client.heard().get(0));
        breaks();
        emit(1);
        List<String> heard = comesBack("0{\"pid\":\"" + welcome.group(2) + "\"}");
        assertThat(heard).hasSize(2);
        assertThat(heard.get(1)).contains(welcome.group(1));
    }

    private void assertIsAnother(Known known, List<String> heard) {
        assertThat(heard).hasSize(1);
        assertThat(connected(heard.get(0)).group(1)).isNotEqualTo(known.sid());
        assertThat(connected(heard.get(0)).group(2)).isNotEqualTo(known.pid());
    }

    @Test
    void isAnotherWhenItHasMissedMoreThanIsKept() {
        Known known = known();
        breaks();
        for (int i = 0; i < 6; i++) {
            emit(i);
        }
        assertIsAnother(known, comesBack(known.claim()));
    }

    @Test
    void isAnotherWhenItWasAwayForTooLong() {
        Known known = known();
        breaks();
        fixture.timers.pass(60_001);
        assertIsAnother(known, comesBack(known.claim()));
    }

    @Test
    void isAnotherWhenItsNameOrOffsetIsNotKnown() {
        Known known = known();
        breaks();
        assertIsAnother(known, comesBack("0{\"pid\":\"guessed\",\"offset\":\"" + known.offset() + "\"}"));
        assertIsAnother(known, comesBack("0{\"pid\":\"" + known.pid() + "\",\"offset\":\"guessed\"}"));
    }

    /** The server may learn later than the client that a connection is dead. */
    @Test
    void comesBackBeforeItsFirstConnectionIsKnownToBeDead() {
        Known known = known();
        RecordingConnection first = client;
        emit(2); // lost
        List<String> heard = comesBack(known.claim());
        assertThat(heard).hasSize(2);
        assertThat(heard.get(1)).contains(known.sid());
        assertThat(first.closed()).containsExactly(CloseReason.TRANSPORT_ERROR);
        assertThat(fixture.hub.sockets()).isEqualTo(1);
    }

    @Test
    void isAnotherWhenItLeftByItself() {
        Known known = known();
        client.say("1");
        assertIsAnother(known, comesBack(known.claim()));
    }

    @Test
    void isAnotherWhenItWasSentAway() {
        Known known = known();
        client.say("2[\"leave-me\"]");
        assertIsAnother(known, comesBack(known.claim()));
    }

    @ParameterizedTest
    @EnumSource(
            value = CloseReason.class,
            names = {"PARSE_ERROR", "FORCED_CLOSE", "FORCED_SERVER_CLOSE", "SERVER_SHUTTING_DOWN", "CALL_QUEUE_FULL"})
    void isAnotherWhenItsConnectionWasClosedOnPurpose(CloseReason reason) {
        Known known = known();
        client.close(reason);
        assertIsAnother(known, comesBack(known.claim()));
    }

    /** Whose user has logged out, or whose token is not valid any more, is not who it was. */
    @Test
    void isAnotherWhenItsUserIsAnother() {
        Known known = known();
        client.say("2[\"user\",\"ada\"]");
        breaks();
        emit(2);
        assertIsAnother(known, comesBack(known.claim()));
        assertThat(desk.connected).hasSize(2);
    }

    @Test
    void isNoLongerInARoomThatItWasTakenOutOf() {
        Known known = known();
        breaks();
        new HubPublisher(fixture.server, "/").to("red").socketsLeave("red");
        new HubPublisher(fixture.server, "/").to("red").emit("news", 2);
        assertThat(comesBack(known.claim())).hasSize(1).first().asString().contains(known.pid());
        client.say("21[\"room\"]");
        assertThat(client.heard()).containsExactly("31[{\"ok\":true,\"err\":false,\"res\":\"false red\"}]");
    }

    @Test
    void isAnotherWhenItWasDisconnectedWhileItWasAway() {
        Known known = known();
        breaks();
        new HubPublisher(fixture.server, "/").to("red").disconnectSockets(false);
        assertThat(fixture.recovery().size()).isZero();
        assertIsAnother(known, comesBack(known.claim()));
    }

    @Test
    void connectMethodsMayStillRefuseIt() {
        Known known = known();
        desk.closed = true;
        breaks();
        assertThat(comesBack(known.claim())).containsExactly("4{\"message\":\"Closed.\"}");
        assertThat(fixture.recovery().size()).isZero();
        desk.closed = false;
        assertIsAnother(known, comesBack(known.claim()));
    }

    /** What may be dropped is not kept for who is away, and reaches who is here. */
    @Test
    void eventsThatAreNotKeptAreNotForWhoIsAway() {
        Known known = known();
        breaks();
        RecordingConnection other = fixture.client().say("0");
        other.heard();
        new HubPublisher(fixture.server, "/").ifWritable().emit("tick", 1);
        new HubPublisher(fixture.server, "/").ifWritable().emit("tick", "text");
        assertThat(other.heard()).hasSize(2);
        assertThat(comesBack(known.claim())).hasSize(1);
    }

    @Test
    void eventsThatAreNotKeptDoNotConfuseTheClient() {
        String pid = known().pid();
        new HubPublisher(fixture.server, "/").ifWritable().emit("tick", "text");
        new HubPublisher(fixture.server, "/").ifWritable().emit("tick", 1);
        List<String> heard = client.heard();
        assertThat(heard.get(1)).isEqualTo("2[\"tick\",1]");
        String afterTick = offset(heard.get(0));
        assertThat(heard.get(0)).isEqualTo("2[\"tick\",\"text\",\"" + afterTick + "\"]");
        emit(2);
        breaks();
        Known known = new Known("", pid, afterTick);
        assertThat(comesBack(known.claim())).hasSize(2);
    }

    @Test
    void onlySoManyMayBeAway() {
        Known first = known();
        breaks();
        client = fixture.client();
        known();
        breaks();
        client = fixture.client();
        known();
        breaks();
        assertIsAnother(first, comesBack(first.claim()));
    }

    @Test
    void leavesNothingBehind() {
        known();
        breaks();
        fixture.timers.pass(60_001);
        fixture.timers.pass(10_000);
        assertThat(fixture.recovery().size()).isZero();
        assertThat(fixture.recovery().bytes()).isZero();
        assertThat(fixture.timers.size()).isZero();
    }
}
