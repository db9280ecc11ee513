package io.sockee.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Controller;
import io.sockee.api.LoggedIn;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.Publisher;
import io.sockee.api.Session;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.socket.WireSocket;
import io.sockee.testkit.Received;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SockeeTest(
        value = {SessionsTest.Desk.class, SessionsTest.Notes.class},
        settings = {"sockee.session.max-keys=3", "sockee.session.max-bytes=100", "sockee.session.max-channels=2"})
@DisplayName("A session")
class SessionsTest {

    /** A bean that is called by controllers. */
    @ApplicationScoped
    public static class Notes {
        @Inject
        Session session;

        String note(String key) {
            return session.get(key, String.class).orElse("nothing");
        }
    }

    /** What clients call. */
    @Controller
    public static class Desk {
        @Inject
        Notes notes;

        @OnConnect
        public void connect(Socket socket, Session session) {
            socket.emit("hello", session.get("name", String.class).orElse("stranger"), session.channels());
        }

        @On("put")
        @NonBlocking
        public void put(Session session, String key, String value) {
            session.put(key, value);
        }

        @On("saved")
        public CompletionStage<Void> saved(Session session) {
            return session.saved();
        }

        @On("get")
        public Optional<String> get(Session session, String key) {
            return session.get(key, String.class);
        }

        @On("number")
        public Optional<Integer> number(Session session, String key) {
            return session.get(key, Integer.class);
        }

        @On("note")
        public String note(String key) {
            return notes.note(key);
        }

        @On("remove")
        public void remove(Session session, String key) {
            session.remove(key);
        }

        @On("keys")
        public Set<String> keys(Session session) {
            return session.keys();
        }

        @On("since")
        public Instant since(Session session) {
            return session.createdAt();
        }

        @On("subscribe")
        public Set<String> subscribe(Session session, String... channels) {
            session.subscribe(channels);
            return session.channels();
        }

        @On("unsubscribe")
        public void unsubscribe(Session session, String... channels) {
            session.unsubscribe(channels);
        }

        @On("rooms")
        public Set<String> rooms(Socket socket) {
            return socket.rooms();
        }

        @On("join")
        public void join(Socket socket, String room) {
            socket.join(room);
        }

        @On("login")
        public void login(Socket socket, Session session, String name) {
            ((LiveSession) session).login((WireSocket) socket, User.named(name));
        }

        @On("login for a minute")
        public void loginFor(Socket socket, Session session, String name) {
            ((LiveSession) session)
                    .login(
                            (WireSocket) socket,
                            User.named(name),
                            session.createdAt().plusSeconds(60));
        }

        @On("logout")
        public void logout(Session session) {
            session.logout();
        }

        @On("who")
        public String who(Session session, Optional<User> user) {
            return session.user().map(User::name).orElse("nobody") + ", "
                    + user.map(User::name).orElse("nobody");
        }

        @On("secret")
        @LoggedIn
        public String secret() {
            return "told";
        }
    }

    private static List<String> tokens(TestClient client) {
        return client.received().stream()
                .filter(received -> received.event().equals("sockee:session"))
                .map(received -> String.valueOf(received.get(Map.class).get("token")))
                .toList();
    }

    private static String token(TestClient client) {
        List<String> all = tokens(client);
        return all.get(all.size() - 1);
    }

    private static TestClient again(TestServer server, String token) {
        return server.connect("/", Map.of("session", token));
    }

    private static void assertHello(TestClient client, String name, String... channels) {
        Received hello = client.await("hello");
        assertThat(hello.get(0, String.class)).isEqualTo(name);
        assertThat(hello.get(1, Set.class)).isEqualTo(Set.of(channels));
    }

    @Test
    void costsNothingUntilThereIsSomethingInIt(TestServer server) {
        TestClient client = server.connect();
        assertHello(client, "stranger");
        assertThat(client.call("keys").res(Set.class)).isEmpty();
        client.call("remove", "name");
        client.call("unsubscribe", "news");
        assertThat(tokens(client)).isEmpty();
    }

    @Test
    void tellsItsIdOnceBeforeTheAnswer(TestServer server) {
        TestClient client = server.connect();
        client.call("put", "name", "Ann");
        assertThat(tokens(client)).hasSize(1);
        client.call("put", "name", "Bob");
        assertThat(tokens(client)).hasSize(1);
        TestClient after = again(server, token(client));
        after.call("put", "name", "Cid");
        assertThat(tokens(after)).isEmpty(); // it has shown that it knows
    }

    @Test
    void isThereAgainAfterAReconnect(TestServer server) {
        TestClient before = server.connect();
        before.call("put", "name", "Ann");
        before.call("subscribe", "news", "sports");
        Instant since = before.call("since").res(Instant.class);
        before.call("saved");
        before.drop();
        server.settle();
        TestClient after = again(server, token(before));
        assertHello(after, "Ann", "news", "sports");
        assertThat(after.call("note", "name").res(String.class)).isEqualTo("Ann");
        assertThat(after.call("since").res(Instant.class)).isEqualTo(since);
        assertThat(after.call("rooms").res(Set.class)).contains("news", "sports");
    }

    @Test
    void isOneForAllSocketsOfAClient(TestServer server) {
        TestClient one = server.connect();
        one.call("put", "name", "Ann");
        TestClient other = again(server, token(one));
        other.call("put", "size", "small");
        assertThat(one.call("get", "size").res(String.class)).isEqualTo("small");
        one.call("subscribe", "news");
        server.publisher().channel("news").emit("news", "rain");
        assertThat(other.await("news").get(String.class)).isEqualTo("rain");
        other.call("unsubscribe", "news");
        assertThat(one.call("rooms").res(Set.class)).containsExactly(one.id());
    }

    @Test
    void ofAnotherClientIsAnother(TestServer server) {
        TestClient ann = server.connect();
        ann.call("put", "name", "Ann");
        TestClient bob = server.connect();
        assertThat(bob.call("note", "name").res(String.class)).isEqualTo("nothing");
    }

    @Test
    void isNotBegunByAnIdThatIsNotKnown(TestServer server) {
        String invented = "A".repeat(43);
        TestClient client = again(server, invented);
        client.call("put", "name", "Ann");
        assertThat(token(client)).isNotEqualTo(invented);
        assertThat(again(server, invented).call("note", "name").res(String.class))
                .isEqualTo("nothing");
        assertThat(again(server, "no id at all").call("keys").res(Set.class)).isEmpty();
    }

    @Test
    void hasANewIdAfterALogin(TestServer server) {
        TestClient client = server.connect();
        client.call("put", "name", "Ann");
        String before = token(client);
        client.call("login", "ann");
        assertThat(client.call("who").res(String.class)).isEqualTo("ann, ann");
        assertThat(client.call("secret").res(String.class)).isEqualTo("told");
        assertThat(tokens(client)).hasSize(2);
        assertThat(again(server, before).call("who").res(String.class)).isEqualTo("nobody, nobody");
        TestClient after = again(server, token(client));
        assertHello(after, "Ann"); // what it holds stays
        assertThat(after.call("who").res(String.class)).isEqualTo("ann, ann");
    }

    @Test
    void isAnotherOneWhenSomebodyElseLogsIn(TestServer server) {
        TestClient client = server.connect();
        client.call("login", "ann");
        client.call("put", "name", "Ann");
        client.call("login", "bob");
        assertThat(client.call("note", "name").res(String.class)).isEqualTo("nothing");
        assertThat(client.call("who").res(String.class)).isEqualTo("bob, bob");
    }

    @Test
    void logsAllItsSocketsOut(TestServer server) {
        TestClient one = server.connect();
        one.call("subscribe", "news");
        one.call("login", "ann");
        TestClient other = again(server, token(one));
        assertThat(other.call("who").res(String.class)).isEqualTo("ann, ann");
        String known = token(one);
        other.call("logout");
        assertThat(one.call("who").res(String.class)).isEqualTo("nobody, nobody");
        assertThat(one.call("rooms").res(Set.class)).containsExactly(one.id());
        assertThat(one.call("secret").err()).isEqualTo("You are not logged in.");
        assertThat(again(server, known).call("who").res(String.class)).isEqualTo("nobody, nobody");
        assertThat(token(one)).isNotEqualTo(known).isEqualTo(token(other));
        one.call("put", "name", "Bea");
        assertHello(again(server, token(one)), "Bea");
    }

    @Test
    void keepsAUserNoLongerThanItsLogin(TestServer server) {
        TestClient client = server.connect();
        client.call("login for a minute", "ann");
        assertThat(again(server, token(client)).call("who").res(String.class)).isEqualTo("ann, ann");
        server.elapse(Duration.ofSeconds(61));
        assertThat(again(server, token(client)).call("who").res(String.class)).isEqualTo("nobody, nobody");
    }

    @Test
    void holdsSoMuchAndNoMore(TestServer server) {
        TestClient client = server.connect();
        client.call("put", "a", "1");
        client.call("put", "b", "2");
        client.call("put", "c", "3");
        assertThat(client.call("put", "d", "4").err()).isEqualTo("A session can have 3 values, no more.");
        assertThat(client.call("put", "c", "x".repeat(100)).err()).isEqualTo("A session can have 100 bytes, no more.");
        assertThat(client.call("put", "k".repeat(256), "").err())
                .isEqualTo("A key of a session may have 255 characters, no more.");
        assertThat(client.call("subscribe", "x", "y", "z").err()).isEqualTo("A session can have 2 channels, no more.");
        assertThat(client.call("subscribe", "").err()).isEqualTo("A channel's name has 1 to 255 characters.");
        assertThat(client.call("get", "c").res(String.class)).isEqualTo("3");
        assertThat(client.call("rooms").res(Set.class)).containsExactly(client.id());
        assertThat(client.call("number", "c").err()).isEqualTo("The session's c: expected Integer.");
    }

    @Test
    void aUserIsReachedByNameWithOrWithoutASession(TestServer server) {
        TestClient ann = server.connectAs(User.named("ann"));
        TestClient also = server.connect();
        also.call("login", "ann");
        TestClient bob = server.connect();
        bob.call("login", "bob");
        bob.call("logout");
        server.bean(Publisher.class).toUser("ann").emit("mail", 1);
        server.bean(Publisher.class).toUser("bob").emit("mail", 2);
        assertThat(ann.await("mail").get(Integer.class)).isEqualTo(1);
        assertThat(also.await("mail").get(Integer.class)).isEqualTo(1);
        server.settle();
        assertThat(bob.received()).noneMatch(received -> received.event().equals("mail"));
        assertThat(ann.call("rooms").res(Set.class)).containsExactly(ann.id());
        assertThat(ann.call("join", "\0user:bob").err()).isEqualTo("That room is the server's own.");
    }

    @Test
    void isNotThereOutsideOfACall(TestServer server) {
        Session session = server.bean(Session.class);
        assertThatThrownBy(session::keys).hasMessage("No call of a client is under way on this thread.");
    }
}
