package io.sockee.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Controller;
import io.sockee.api.LoggedIn;
import io.sockee.api.On;
import io.sockee.api.User;
import io.sockee.api.Users;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Users in a test without a server. */
@DisplayName("In the test kit")
class TestKitUsersTest {

    @Controller(namespace = {"/", "/club"})
    public static class Club {

        @On("who")
        public String who(Optional<User> user) {
            return user.map(u -> u.id() + " " + u.name()).orElse("nobody");
        }

        @On("mine")
        @LoggedIn
        public String mine(User user) {
            return user.name() + "'s";
        }

        @On("close")
        @RolesAllowed("chair")
        public void close() {}
    }

    @Controller
    public static class Guard {
        @Inject
        Users users;

        @On("throw-out")
        public void throwOut(String id) {
            users.disable(id);
        }

        @On("by-key")
        public String byKey(String name, String key) {
            return users.check(name, key).user().name();
        }
    }

    private static Map<String, ?> auth(String type, Map<String, ?> user) {
        return Map.of("type", type, "user", user);
    }

    private static Map<String, ?> login(TestUser user) {
        return auth("login", Map.of("name", user.user().name(), "password", user.password()));
    }

    @Nested
    @DisplayName("without tables")
    @SockeeTest(Club.class)
    class Without {

        @Test
        @DisplayName("a socket is whoever's the test says, in each namespace, and nobody else's")
        void connectsAs(TestServer server) {
            User ann = new User("7", "Ann", Set.of());
            TestClient client = server.connectAs(ann);
            assertThat(client.call("who").res(String.class)).isEqualTo("7 Ann");
            assertThat(server.connectAs(ann, "/club").call("mine").res(String.class))
                    .isEqualTo("Ann's");
            assertThat(server.connect().call("who").res(String.class)).isEqualTo("nobody");
            assertThat(server.connect().call("mine").err()).isEqualTo("You are not logged in.");
        }

        @Test
        @DisplayName("roles are the user's")
        void roles(TestServer server) {
            User chair = new User("8", "Eve", Set.of("chair"));
            assertThat(server.connectAs(chair).call("close").ok()).isTrue();
            assertThat(server.connectAs(User.named("Bob")).call("close").err())
                    .isEqualTo("You are not allowed to do this.");
        }

        @Test
        @DisplayName("nobody is registered, and the message says what is missing")
        void register(TestServer server) {
            assertThatThrownBy(() -> server.register("ann"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("There are no users here: say @SockeeTest(users = true).");
        }
    }

    @Nested
    @DisplayName("with users")
    @SockeeTest(
            value = {Club.class, Guard.class},
            users = true)
    class With {

        @Test
        @DisplayName("clients register and log in by the event auth")
        void byEvent(TestServer server) {
            TestClient client = server.connect();
            Map<String, String> ann = Map.of("name", "Ann", "password", "secret1!", "email", "ann@example.org");
            Map<?, ?> account = client.call("auth", auth("register", ann)).res(Map.class);
            assertThat(account.get("name")).isEqualTo("Ann");
            assertThat(client.call("mine").res(String.class)).isEqualTo("Ann's");
            assertThat(client.call("keytest", Map.of("user", Map.of("name", "Ann", "key", account.get("token"))))
                            .res(String.class))
                    .isEqualTo("User is logged in");

            TestClient other = server.connect();
            assertThat(other.call("auth", auth("login", Map.of("name", "Ann", "password", "wrong1!")))
                            .err())
                    .isEqualTo("User not found.");
            assertThat(other.call("mine").err()).isEqualTo("You are not logged in.");
        }

        @Test
        @DisplayName("whoever the test registers comes in with the token, or logs in with the password")
        void registers(TestServer server) {
            TestUser ann = server.register("Ann");
            TestClient client = server.connect("/club", ann.auth());
            assertThat(client.call("who").res(String.class))
                    .isEqualTo(ann.user().id() + " Ann");
            assertThatThrownBy(() -> server.connect("/", Map.of("name", "Ann", "token", "wrong")))
                    .isInstanceOf(ConnectRefusedException.class)
                    .hasMessage("User not found.");
            TestClient later = server.connect();
            assertThat(later.call("auth", login(ann)).ok()).isTrue();
            client.awaitDisconnect(); // sockee.auth.sessions=one
            assertThat(later.call("mine").res(String.class)).isEqualTo("Ann's");
        }

        @Test
        @DisplayName("a socket that is somebody's by the test's word needs no token")
        void connectsAs(TestServer server) {
            assertThat(server.connectAs(User.named("Guest")).call("mine").res(String.class))
                    .isEqualTo("Guest's");
        }

        @Test
        @DisplayName("each test has its own users")
        void registersAgain(TestServer server) {
            assertThat(server.register("Ann").user().name()).isEqualTo("Ann");
            assertThatThrownBy(() -> server.register("Ann")).hasMessage("User name already in use.");
        }

        @Test
        @DisplayName("beans are injected with Users; a user who is disabled loses the sockets")
        void disables(TestServer server) {
            TestUser ann = server.register("Ann");
            TestClient client = server.connect("/", ann.auth());
            TestClient guard = server.connect();
            assertThat(guard.call("by-key", "Ann", ann.token()).res(String.class))
                    .isEqualTo("Ann");
            guard.call("throw-out", ann.user().id());
            client.awaitDisconnect();
            assertThat(guard.call("auth", login(ann)).err()).isEqualTo("User not found.");
        }

        @Test
        @DisplayName("tokens get past their time as the test's clock goes, and are renewed")
        void renews(TestServer server) {
            TestUser ann = server.register("Ann");
            server.elapse(Duration.ofHours(23));
            assertThat(server.connect("/club", ann.auth()).call("mine").ok()).isTrue();
            server.elapse(Duration.ofHours(2));
            TestClient client = server.connect("/", ann.auth());
            Map<?, ?> renewed =
                    (Map<?, ?>) client.await("auth_data").get(Map.class).get("res");
            assertThat(renewed.get("name")).isEqualTo("Ann");
            assertThat(renewed.get("token")).isNotEqualTo(ann.token());
        }
    }

    @Nested
    @DisplayName("with users and settings")
    @SockeeTest(
            value = Club.class,
            users = true,
            settings = {"sockee.auth.registration=false", "sockee.auth.event=door"})
    class Settings {

        @Test
        @DisplayName("the settings count")
        void count(TestServer server) {
            Map<String, String> ann = Map.of("name", "Ann", "password", "secret1!", "email", "ann@example.org");
            assertThat(server.connect().call("door", auth("register", ann)).err())
                    .isEqualTo("Registration is closed.");
        }
    }

    @Test
    @DisplayName("a server can be had without JUnit")
    void start() {
        try (TestServer server = TestServer.startWithUsers(List.of(Club.class), List.of())) {
            assertThat(server.connect("/", server.register("Ann").auth())
                            .call("mine")
                            .res(String.class))
                    .isEqualTo("Ann's");
        }
    }
}
