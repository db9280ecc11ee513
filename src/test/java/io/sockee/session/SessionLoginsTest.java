package io.sockee.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.connection.HandshakeRequest;
import io.sockee.connection.HandshakeRequest.SessionId;
import io.sockee.identity.Login;
import io.sockee.socket.WireSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What happens at a session while the database is asked whether the login of its user is good. */
@DisplayName("A session whose user is being looked up")
class SessionLoginsTest {
    private static final User ANN = User.named("ann");
    private static final User BOB = User.named("bob");

    private boolean good = true;
    private Runnable meanwhile = () -> {};
    private final List<Runnable> watches = new ArrayList<>();

    private final SessionLogins logins = new SessionLogins() {
        @Override
        public Optional<Login> login(long number) {
            happen();
            return Optional.of(new Login(number, ANN, Optional.empty())).filter(login -> good);
        }

        @Override
        public Runnable watch(long number, Runnable ended) {
            watches.add(ended);
            return () -> watches.remove(ended);
        }

        @Override
        public boolean resume(WireSocket socket, long login) {
            happen();
            if (good) {
                socket.logIn(login == 1 ? ANN : BOB);
            }
            return good;
        }

        @Override
        public void resume(WireSocket socket, User user, Optional<Duration> left) {
            happen();
            socket.logIn(user);
        }
    };

    private void happen() {
        Runnable once = meanwhile;
        meanwhile = () -> {};
        once.run();
    }

    private final SessionStore store = new MemorySessions(1_000);
    private final SessionNode node = new SessionNode(store, Clock.systemUTC(), logins);
    private final LiveSession session = node.begin();

    private SessionSocket tab() {
        return node.resumed(session.id());
    }

    private CallSession call() {
        HandshakeRequest request =
                new HandshakeRequest("/", Map.of(), Map.of(), "192.0.2.1", false, false, 0, Optional.empty());
        return node.sessions().call(request.with(new SessionId(session.id(), false)), true, null);
    }

    @Test
    @DisplayName("does not log a socket in after the logout that came meanwhile")
    void logoutDuringTurn() {
        SessionSocket tab = tab();
        session.login(tab.wire(), ANN, 1);
        meanwhile = session::logout;
        tab.turn();
        assertThat(tab.actsFor("ann")).isFalse();
    }

    @Test
    @DisplayName("does not keep a socket logged in as somebody who was replaced meanwhile")
    void otherDuringTurn() {
        SessionSocket tab = tab();
        session.login(tab.wire(), ANN, 1);
        meanwhile = () -> session.login(tab.wire(), BOB, 2);
        tab.turn();
        assertThat(tab.actsFor("ann")).isFalse();
    }

    @Test
    @DisplayName("ends a socket of which it cannot be told whether the login is good")
    void failure() {
        SessionSocket tab = tab();
        session.login(tab.wire(), ANN, 1);
        meanwhile = () -> {
            throw RefusedException.retryAfter("The database is not available.", Duration.ofSeconds(5));
        };
        try {
            tab.turn();
        } catch (RefusedException e) { // who runs the task logs that
            assertThat(e).hasMessage("The database is not available.");
        }
        assertThat(tab.isConnected()).isFalse();
    }

    @Test
    @DisplayName("lets a socket in as nobody after the logout that came meanwhile")
    void logoutDuringConnect() {
        session.login(null, ANN, 1);
        meanwhile = session::logout;
        SessionSocket tab = tab();
        tab.turn();
        assertThat(tab.actsFor("ann")).isFalse();
        session.login(null, BOB, 2);
        session.logout();
        assertThat(tab.user()).isEmpty();
    }

    @Test
    @DisplayName("is not the session of a socket that has shown an id from before somebody logged in meanwhile")
    void loginDuringConnect() {
        session.login(null, ANN, 1);
        session.put("name", "Ann");
        meanwhile = () -> session.login(null, BOB, 2);
        SessionSocket tab = tab();
        tab.turn();
        assertThat(tab.user()).isEmpty();
        assertThat(tab.wire().keptSession()).isNull();
    }

    @Test
    @DisplayName("is not ended by what is found out of a login before the present one, at a connect")
    void expiryAtConnect() {
        session.login(null, ANN, 1);
        good = false;
        meanwhile = () -> session.login(null, BOB, 2);
        SessionSocket unused = tab();
        assertThat(session.user()).contains(BOB);
    }

    @Test
    @DisplayName("is not ended by what is found out of a login before the present one, at a call")
    void expiryAtCall() {
        session.login(null, ANN, 1);
        good = false;
        meanwhile = () -> session.login(null, BOB, 2);
        try (CallSession call = call()) {
            assertThat(call.look()).isEmpty();
            assertThat(session.user()).contains(BOB);
            assertThat(call.get()).isNotSameAs(session); // whose present id the call has not shown
        }
    }

    @Test
    @DisplayName("ends when its login has ended")
    void expiry() {
        session.login(null, ANN, 1);
        session.put("name", "Ann");
        good = false;
        try (CallSession call = call()) {
            assertThat(call.look()).isEmpty();
            assertThat(call.get().keys()).isEmpty();
        }
        assertThat(session.user()).isEmpty();
    }

    @Test
    @DisplayName("tells a call that lasts, once, when its user is not logged in any more")
    void watchedUser() {
        session.login(null, ANN, 1);
        List<String> ended = new ArrayList<>();
        try (CallSession call = call()) {
            assertThat(call.look()).contains(ANN);
            assertThat(call.left()).isEmpty();
            Runnable unwatched = call.watch(() -> ended.add("ann"));
            session.login(null, ANN, 3); // the same user
            node.pass();
            assertThat(ended).isEmpty();
            session.logout();
            node.pass();
            assertThat(ended).containsExactly("ann");
            watches.forEach(Runnable::run);
            assertThat(ended).hasSize(1);
            unwatched.run();
            assertThat(watches).isEmpty();
        }
    }

    @Test
    @DisplayName("tells a call that lasts when the login has ended, or somebody else has come")
    void watchedLogin() {
        session.login(null, ANN, 1);
        List<String> ended = new ArrayList<>();
        try (CallSession first = call();
                CallSession second = call()) {
            assertThat(first.look()).contains(ANN);
            assertThat(second.look()).contains(ANN);
            Runnable unwatched = first.watch(() -> ended.add("first"));
            watches.get(0).run();
            assertThat(ended).containsExactly("first");
            unwatched.run();
            session.login(null, BOB, 2);
            node.pass();
            assertThat(ended).as("it is not watched any more").hasSize(1);
            Runnable late = second.watch(() -> ended.add("second"));
            node.pass();
            assertThat(ended).as("it was so before the watch").containsExactly("first", "second");
            late.run();
        }
    }

    @Test
    @DisplayName("tells a call how long a user is known who is known for a time")
    void timedUser() {
        session.login(null, ANN, Instant.now().plusSeconds(60));
        try (CallSession call = call()) {
            assertThat(call.look()).contains(ANN);
            assertThat(call.left().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
        }
    }

    @Test
    @DisplayName("takes along the connection at which somebody logs in, and ends others that knew its id")
    void others() {
        SessionSocket tab = tab();
        SessionSocket sibling = new SessionSocket(tab.wire().arrival());
        node.sessions().resume(sibling.wire(), session.id(), true);
        SessionSocket thief = tab();
        session.subscribe("news");
        session.login(tab.wire(), ANN, 1);
        tab.turn();
        sibling.turn();
        thief.turn();
        assertThat(tab.actsFor("ann")).isTrue();
        assertThat(sibling.actsFor("ann")).isTrue();
        assertThat(sibling.told()).hasSize(1);
        assertThat(thief.user()).isEmpty();
        assertThat(thief.told()).isEmpty();
        assertThat(thief.rooms()).isEmpty();
        assertThat(thief.wire().keptSession()).isNull();
        node.pass();
        assertThat(thief.isConnected()).isFalse();
        assertThat(sibling.isConnected()).isTrue();
    }

    @Test
    @DisplayName("keeps the sockets of a user who logs in once more")
    void onceMore() {
        session.login(null, ANN, 1);
        SessionSocket one = tab();
        SessionSocket other = tab();
        session.login(one.wire(), ANN, 1);
        node.pass();
        assertThat(other.actsFor("ann")).isTrue();
        assertThat(other.told()).hasSize(1);
    }

    @Test
    @DisplayName("ends the sockets of a server when somebody logs in at it on another one")
    void elsewhere() {
        SessionNode there = new SessionNode(store, Clock.systemUTC(), logins);
        session.put("name", "Ann");
        node.write();
        SessionSocket tab = there.resumed(session.id());
        session.login(null, ANN, 1);
        node.write();
        there.sessions().sweep().look();
        there.pass();
        tab.turn();
        assertThat(tab.user()).isEmpty();
        assertThat(tab.isConnected()).isFalse();
    }
}
