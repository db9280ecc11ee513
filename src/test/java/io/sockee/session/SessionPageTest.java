package io.sockee.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Session;
import io.sockee.connection.HandshakeRequest.SessionId;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A page that was given an id with its first connection, by which its actions and other tabs then come. */
@DisplayName("A page with a new session")
class SessionPageTest {
    private final SessionNode node = new SessionNode(new MemorySessions(1_000), Clock.systemUTC());
    private final Sessions sessions = node.sessions();
    private final String id = sessions.live().issued(sessions.newId());
    private final SessionSocket socket = new SessionSocket(new SessionId(id, true));

    private void connect(SessionSocket joining) {
        sessions.admission()
                .step("/", joining.wire().arrival(), null)
                .ifPresent(
                        step -> step.look(joining.wire()).toCompletableFuture().join());
    }

    private void act() {
        LiveSession called = sessions.find(id).orElseThrow();
        called.put("cart", "tea");
        node.write();
        sessions.live().release(called);
    }

    private static void assertHasCart(SessionSocket asks, Sessions all) {
        Session seen = all.of(asks.wire()).orElseThrow();
        assertThat(seen.get("cart", String.class)).contains("tea");
    }

    @Test
    @DisplayName("has one, when an action is called before its socket asks for it")
    void actionAfterTheConnect() {
        connect(socket);
        act();
        assertHasCart(socket, sessions);
        assertThat(socket.told()).as("the client may not know its id").hasSize(1);
    }

    @Test
    @DisplayName("has one, when an action is called before its socket connects")
    void actionBeforeTheConnect() {
        act();
        connect(socket);
        assertHasCart(socket, sessions);
    }

    @Test
    @DisplayName("has one in all of its namespaces, from the connect on where another one uses it")
    void namespaces() {
        connect(socket);
        assertThat(sessions.of(socket.wire())).isPresent();
        SessionSocket other = new SessionSocket(socket.wire().arrival());
        connect(other);
        assertThat(other.wire().keptSession()).isNotNull();
        assertThat(sessions.of(other.wire())).isEqualTo(sessions.of(socket.wire()));
        assertThat(sessions.size()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "costs a connect no look at the store, and keeps nothing here when it goes without having put anything into it")
    void nothing() {
        assertThat(sessions.admission().step("/", socket.wire().arrival(), null))
                .isEmpty();
        assertThat(sessions.size()).isZero();
        assertThat(sessions.of(socket.wire())).isPresent();
        socket.drop();
        assertThat(sessions.size()).isZero();
        assertThat(sessions.live().isIssued(Sessions.digest(id))).isTrue();
    }
}
