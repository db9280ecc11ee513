package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.api.UserOffline;
import io.sockee.api.UserOnline;
import io.sockee.presence.Present;
import io.sockee.presence.Scope;
import io.sockee.transaction.CommitGate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What sockets show of themselves, and see of others. */
@DisplayName("The presence of sockets")
class SocketPresenceTest {
    private static final Scope DESK = new Scope("/", "desk");

    /** Logs in who says a name, and is present at once. */
    @Controller
    public static class Desk {
        volatile Socket last;

        @OnConnect
        public void connect(Socket socket, Named auth) {
            last = socket;
            if (auth.name() != null) {
                socket.logIn(User.named(auth.name()));
            }
            if (Boolean.TRUE.equals(auth.turnedAway())) {
                socket.presence("desk").watch();
                socket.presence("desk").track("here");
                throw new RefusedException("Not you.");
            }
            socket.presence("desk").watch();
            socket.presence("desk").track(Map.of("does", "nothing"));
        }

        @On("does")
        public void does(Socket socket, String what) {
            socket.presence("desk").track(Map.of("does", what));
        }
    }

    public record Named(@Nullable String name, @Nullable Boolean turnedAway) {}

    private final List<String> observed = new CopyOnWriteArrayList<>();
    private final Desk desk = new Desk();
    private final SocketFixture fixture = new SocketFixture(CommitGate.ALWAYS_OPEN, new Observed(), desk);

    private final class Observed implements SocketObservers {
        @Override
        public boolean anyOf(Class<?> event) {
            return event == UserOnline.class || event == UserOffline.class;
        }

        @Override
        public void tell(Object event, BiConsumer<String, Throwable> failed) {
            observed.add(
                    event instanceof UserOnline online
                            ? "+" + online.user().id()
                            : "-" + ((UserOffline) event).user().id());
        }
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private List<String> heard(RecordingConnection client) {
        fixture.settle();
        fixture.timers.pass(1);
        return client.heard();
    }

    private static String event(String json) {
        return "2[\"sockee:presence\",{\"room\":\"desk\"," + json + "}]";
    }

    @Test
    void theClientHearsFirstThatItIsConnectedThenWhoIsHere() {
        RecordingConnection client = fixture.client().say("0{\"name\":\"anna\"}");
        assertThat(heard(client))
                .containsExactly(
                        "0{\"sid\":\"s1\"}",
                        event("\"state\":{\"anna\":[{\"ref\":\"p2\",\"meta\":{\"does\":\"nothing\"}}]}"));
        client.say("2[\"does\",\"knit\"]");
        assertThat(heard(client))
                .containsExactly(event("\"left\":{\"anna\":[{\"ref\":\"p2\"}]},"
                        + "\"joined\":{\"anna\":[{\"ref\":\"p3\",\"meta\":{\"does\":\"knit\"}}]}"));
    }

    @Test
    void whoHasNoUserIsKnownByItsId() {
        RecordingConnection client = fixture.client().say("0");
        assertThat(heard(client)).last().asString().contains("\"s1\":[{\"ref\":\"p2\"");
        client.say("1");
        fixture.settle();
        assertThat(fixture.presences.present(DESK)).isEmpty();
    }

    @Test
    void whoIsNotLetInWasNeverHere() {
        RecordingConnection client = fixture.client().say("0{\"name\":\"anna\",\"turnedAway\":true}");
        assertThat(heard(client)).containsExactly("4{\"message\":\"Not you.\"}");
        assertThat(fixture.presences.present(DESK)).isEmpty();
        assertThat(fixture.presences.usersOnline()).isEmpty();
    }

    @Test
    void whoLeavesTheRoomIsNotPresent() {
        RecordingConnection client = fixture.client().say("0{\"name\":\"anna\"}");
        fixture.settle();
        assertThat(desk.last.rooms()).contains("desk");
        desk.last.leave("desk");
        assertThat(fixture.presences.present(DESK)).isEmpty();
        assertThat(client.closed()).isEmpty();
    }

    @Test
    void whoComesBackInTimeHasNotLeft() {
        RecordingConnection client = fixture.client().say("0{\"name\":\"anna\"}");
        fixture.settle();
        client.say("1");
        fixture.settle();
        fixture.timers.pass(900);
        fixture.client().say("0{\"name\":\"anna\"}");
        fixture.settle();
        fixture.timers.pass(2_000);
        fixture.settle();
        assertThat(fixture.presences.present(DESK)).extracting(Present::ref).containsExactly("p2");
        assertThat(observed).containsExactly("+anna");
    }

    @Test
    void observersAreToldOfUsersWhoComeAndGo() {
        RecordingConnection client = fixture.client().say("0{\"name\":\"anna\"}");
        fixture.settle();
        assertThat(fixture.presences.usersOnline()).containsExactly("anna");
        desk.last.logOut();
        fixture.timers.pass(1_001);
        fixture.settle();
        assertThat(observed).containsExactly("+anna", "-anna");
        desk.last.logIn(User.named("ben"));
        client.say("1");
        fixture.settle();
        fixture.timers.pass(1_001);
        fixture.settle();
        assertThat(observed).containsExactly("+anna", "-anna", "+ben", "-ben");
    }

    @Test
    void aRoomIsFullForOthersAndNotForWhoIsInOrComesBack() {
        RecordingConnection anna = fixture.client().say("0{\"name\":\"anna\"}");
        fixture.settle();
        fixture.client().say("0");
        fixture.client().say("0");
        fixture.settle();
        desk.last.presence("desk").track(2);
        RecordingConnection fourth = fixture.client().say("0");
        assertThat(heard(fourth)).containsExactly("4{\"message\":\"Too many are present in that room already.\"}");
        anna.say("1");
        fixture.settle();
        RecordingConnection again = fixture.client().say("0{\"name\":\"anna\"}");
        assertThat(heard(again)).first().asString().startsWith("0{\"sid\"");
    }

    @Test
    void whoLogsOutIsPresentAsNobody() {
        fixture.client().say("0{\"name\":\"anna\"}");
        fixture.settle();
        desk.last.logOut();
        assertThat(fixture.presences.present(DESK)).extracting(Present::key).containsExactly("s1");
        desk.last.logIn(User.named("ben"));
        assertThat(fixture.presences.present(DESK)).extracting(Present::key).containsExactly("ben");
    }

    @Test
    void metadataIsJsonOfABoundedLength() {
        fixture.client().say("0");
        fixture.settle();
        assertThatThrownBy(() -> desk.last.presence("desk").track("x".repeat(100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("102")
                .hasMessageContaining("sockee.presence.max-metadata");
        assertThatThrownBy(() -> desk.last.presence("desk").track(new byte[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("binary");
    }

    @Test
    void aSocketIsPresentInSoManyRoomsAndNoMore() {
        fixture.client().say("0");
        fixture.settle();
        desk.last.presence("second").track(1);
        desk.last.presence("third").track(1);
        assertThatThrownBy(() -> desk.last.presence("fourth").track(1))
                .isInstanceOf(RefusedException.class)
                .hasMessage("The socket is present in too many rooms already.");
        assertThat(fixture.presences.present(new Scope("/", "fourth"))).isEmpty();
        assertThat(desk.last.rooms()).doesNotContain("fourth");
        desk.last.presence("third").track(2);
    }
}
