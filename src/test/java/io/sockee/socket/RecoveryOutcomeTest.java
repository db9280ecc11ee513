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
import io.sockee.metrics.Counters.Counter;
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

/** What becomes of clients that come back is counted; what is kept is measured; who is asked again is a matter of a setting. */
class RecoveryOutcomeTest {
    private static final Pattern WELCOME = Pattern.compile("0\\{\"sid\":\"(\\w+)\",\"pid\":\"(\\w+)\"}");
    private static final Pattern OFFSET = Pattern.compile(",\"(\\w+)\"]$");
    private static final Bounds BOUNDS = new Bounds(60_000, 50_000, 5, 10_000, 5, 100_000);

    @Controller
    @NonBlocking
    public static class Desk {
        private final List<String> asked = new ArrayList<>();
        private boolean closed;

        @OnConnect
        public void connect(Socket socket) {
            asked.add(socket.isRecovered() ? "again" : "first");
            if (closed) {
                throw new RefusedException("Closed.");
            }
        }

        @On("user")
        public void user(Socket socket, String name) {
            socket.logIn(new User(name, name, Set.of()));
        }
    }

    private final Desk desk = new Desk();
    private CompletableFuture<Admission.Entry> gate = CompletableFuture.completedFuture(Admission.Entry.NOTHING);
    private boolean gated;
    private SocketFixture fixture = fixture(false);
    private RecordingConnection client = fixture.client();

    private SocketFixture fixture(boolean skipsConnectMethods) {
        Admission.Step step = socket -> gate;
        return SocketFixture.recoveringBy(
                BOUNDS,
                List.of((namespace, handshake, auth) -> gated ? Optional.of(step) : Optional.empty()),
                NamespaceRules.NONE,
                skipsConnectMethods,
                desk);
    }

    private void skipping() {
        fixture.close();
        fixture = fixture(true);
        client = fixture.client();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void emit(Object argument) {
        new HubPublisher(fixture.server, "/").emit("news", argument);
    }

    /** A client that has come in, has had an event, and is away; what it says when it comes back. */
    private String away() {
        return away(CloseReason.TRANSPORT_ERROR);
    }

    private String away(CloseReason reason) {
        client = fixture.client().say("0");
        Matcher welcome = WELCOME.matcher(client.heard().get(0));
        assertThat(welcome.matches()).isTrue();
        emit(1);
        Matcher offset = OFFSET.matcher(client.heard().get(0));
        assertThat(offset.find()).isTrue();
        client.close(reason);
        return "0{\"pid\":\"" + welcome.group(2) + "\",\"offset\":\"" + offset.group(1) + "\"}";
    }

    private long counted(Counter counter) {
        return fixture.counters.get(counter);
    }

    @Test
    void whoIsRecoveredIsCounted() {
        String claim = away();
        assertThat(fixture.client().say(claim).heard()).hasSize(1);
        assertThat(counted(Counter.SOCKETS_RECOVERED)).isOne();
        assertThat(counted(Counter.RECOVERIES_UNKNOWN)).isZero();
    }

    @Test
    void whoIsNotIsCountedByTheReason() {
        fixture.client().say("0{\"pid\":\"nobody's\"}");
        assertThat(counted(Counter.RECOVERIES_UNKNOWN)).isOne();

        String missed = away();
        for (int i = 0; i < 6; i++) {
            emit(i);
        }
        fixture.client().say(missed);
        assertThat(counted(Counter.RECOVERIES_TOO_MUCH)).isOne();

        client = fixture.client().say("0");
        String pid = client.heard().get(0).replaceFirst(".*\"pid\":\"(\\w+)\".*", "$1");
        client.say("2[\"user\",\"ada\"]");
        client.close(CloseReason.TRANSPORT_ERROR);
        fixture.client().say("0{\"pid\":\"" + pid + "\"}");
        assertThat(counted(Counter.RECOVERIES_OTHER_USER)).isOne();
        assertThat(counted(Counter.SOCKETS_RECOVERED)).isZero();
        assertThat(counted(Counter.RECOVERIES_TOO_MUCH)).isOne();
    }

    /** A client names the last offset that it had until it has another one, whichever socket it had that by. */
    @Test
    void whoHadItsLastEventAsAnotherSocketIsRecoveredAsWell() {
        String former = away(CloseReason.FORCED_SERVER_CLOSE);
        client = fixture.client().say(former);
        Matcher welcome = WELCOME.matcher(client.heard().get(0));
        assertThat(welcome.matches()).isTrue();
        emit(2); // lost on the way
        client.close(CloseReason.TRANSPORT_ERROR);
        emit(3);
        String claim = former.replaceFirst("\"pid\":\"\\w+\"", "\"pid\":\"" + welcome.group(2) + "\"");
        List<String> heard = fixture.client().say(claim).heard();
        assertThat(heard)
                .extracting(event -> event.replaceFirst(",\"\\w+\"]", "]"))
                .containsExactly("2[\"news\",2]", "2[\"news\",3]", welcome.group());
        assertThat(counted(Counter.SOCKETS_RECOVERED)).isOne();
    }

    @Test
    void whoCameBackAsSomebodyElseIsRecoveredFromThenOn() {
        client = fixture.client().say("0");
        Matcher first = WELCOME.matcher(client.heard().get(0));
        assertThat(first.matches()).isTrue();
        emit(1);
        Matcher offset = OFFSET.matcher(client.heard().get(0));
        assertThat(offset.find()).isTrue();
        client.say("2[\"user\",\"ada\"]");
        client.close(CloseReason.TRANSPORT_ERROR);
        String last = "\",\"offset\":\"" + offset.group(1) + "\"}";

        client = fixture.client().say("0{\"pid\":\"" + first.group(2) + last);
        assertThat(counted(Counter.RECOVERIES_OTHER_USER)).isOne();
        Matcher second = WELCOME.matcher(client.heard().get(0));
        assertThat(second.matches()).isTrue();
        client.close(CloseReason.TRANSPORT_ERROR);
        emit(2);
        assertThat(fixture.client().say("0{\"pid\":\"" + second.group(2) + last).heard())
                .hasSize(2)
                .last()
                .isEqualTo(second.group());
        assertThat(counted(Counter.SOCKETS_RECOVERED)).isOne();
    }

    @Test
    void whatIsTooLongForAnOffsetIsNotKept() {
        String offset = "\",\"offset\":\"" + "a".repeat(33) + "\"}";
        client = fixture.client().say("0{\"pid\":\"nobody's" + offset);
        Matcher welcome = WELCOME.matcher(client.heard().get(0));
        assertThat(welcome.matches()).isTrue();
        client.close(CloseReason.TRANSPORT_ERROR);
        fixture.client().say("0{\"pid\":\"" + welcome.group(2) + offset);
        assertThat(counted(Counter.RECOVERIES_TOO_MUCH)).isOne();
    }

    @Test
    void whatIsKeptIsMeasured() {
        String claim = away();
        away();
        assertThat(fixture.recovery().size()).isEqualTo(2);
        emit("x".repeat(500));
        assertThat(fixture.recovery().packets())
                .as("what the first had, then, what both are missing")
                .isEqualTo(5);
        assertThat(fixture.recovery().bytes()).isBetween(500L, 600L);
        fixture.client().say(claim);
        assertThat(fixture.recovery().size()).isOne();
        fixture.timers.pass(60_001);
        fixture.timers.pass(60_001);
        assertThat(fixture.recovery().size()).isZero();
        assertThat(fixture.recovery().packets()).isZero();
    }

    @Test
    void connectMethodsAreAskedAgain() {
        String claim = away();
        desk.closed = true;
        assertThat(fixture.client().say(claim).heard()).containsExactly("4{\"message\":\"Closed.\"}");
        assertThat(desk.asked).containsExactly("first", "again");
    }

    @Test
    void connectMethodsAreSkippedWhereThatIsSet() {
        skipping();
        String claim = away();
        desk.closed = true;
        assertThat(fixture.client().say(claim).heard())
                .singleElement()
                .asString()
                .contains("pid");
        assertThat(desk.asked).containsExactly("first");
    }

    /** Who is not recovered is a client like any other. */
    @Test
    void whoIsNotRecoveredIsAskedAlsoWhereConnectMethodsAreSkipped() {
        skipping();
        String claim = away();
        for (int i = 0; i < 6; i++) {
            emit(i);
        }
        desk.closed = true;
        assertThat(fixture.client().say(claim).heard()).containsExactly("4{\"message\":\"Closed.\"}");
        assertThat(desk.asked).containsExactly("first", "first");
    }

    /** The links of the admission are asked in any case: what they know may have changed. */
    @Test
    void theAdmissionIsAskedAlsoWhereConnectMethodsAreSkipped() {
        skipping();
        String claim = away();
        gated = true;
        gate = CompletableFuture.failedFuture(new RefusedException("Your token has ended."));
        RecordingConnection back = fixture.client().say(claim);
        fixture.settle();
        assertThat(back.heard()).containsExactly("4{\"message\":\"Your token has ended.\"}");
        gated = false;
        assertThat(fixture.client().say(claim).heard())
                .as("it may try again")
                .singleElement()
                .asString()
                .contains("pid");
        assertThat(counted(Counter.SOCKETS_RECOVERED)).isOne();
    }

    /** The client that comes again while it is being let in knows that its connection is dead. */
    @Test
    void ofTwoThatClaimTheSameTheLaterIsIt() {
        String claim = away();
        gated = true;
        gate = new CompletableFuture<>();
        RecordingConnection first = fixture.client().say(claim);
        fixture.settle();
        gated = false;
        RecordingConnection second = fixture.client().say(claim);
        fixture.settle();
        assertThat(second.heard()).singleElement().asString().contains(claim.substring(9, 11));
        gate.complete(Admission.Entry.NOTHING);
        fixture.settle();
        assertThat(first.heard()).isEmpty();
        assertThat(first.closed()).containsExactly(CloseReason.TRANSPORT_ERROR);
        assertThat(counted(Counter.SOCKETS_RECOVERED)).isOne();
        assertThat(counted(Counter.RECOVERIES_UNKNOWN)).isZero();
        assertThat(fixture.hub.sockets()).isOne();
    }
}
