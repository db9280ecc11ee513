package io.sockee.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Authenticated;
import io.sockee.api.AuthenticationModule;
import io.sockee.api.Controller;
import io.sockee.api.Credentials;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.Session;
import io.sockee.api.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Authentication modules in a test without a server. */
@DisplayName("In the test kit, an authentication module")
class TestKitModulesTest {

    @Named("letter")
    @ApplicationScoped
    public static class Letter implements AuthenticationModule {

        public record Sent(String name, String letter) {}

        @Override
        public Authenticated authenticate(Credentials credentials) {
            Sent sent = credentials.as(Sent.class);
            if (!sent.name().startsWith(sent.letter())) {
                throw new RefusedException("That is not the letter.", Map.of("triesLeft", 2));
            }
            return Authenticated.as(new User("letter:" + sent.name(), sent.name(), Set.of()))
                    .telling("Welcome.")
                    .until(Instant.now().plus(Duration.ofHours(1)));
        }
    }

    @Controller
    public static class Club {

        @On("who")
        public String who(Optional<User> user) {
            return user.map(User::id).orElse("nobody");
        }

        @On("enter")
        public Object enter(Session session, String name, String letter) {
            Authenticated who = session.authenticate("letter", new Letter.Sent(name, letter));
            return List.of(who.user().name(), String.valueOf(who.info()));
        }

        @On("elsewhere")
        public String elsewhere(Session session) {
            return CompletableFuture.supplyAsync(() -> {
                        try {
                            return session.authenticate("letter", Map.of())
                                    .user()
                                    .name();
                        } catch (IllegalStateException e) {
                            return "not here";
                        }
                    })
                    .join();
        }
    }

    @Nested
    @SockeeTest({Club.class, Letter.class})
    @DisplayName("of the test's beans")
    class OfBeans {

        @Test
        @DisplayName("knows a client by the event, until its time is over")
        void byEvent(TestServer server) {
            TestClient client = server.connect();
            Answer refused = client.call("authenticate", "letter", Map.of("name", "ann", "letter", "b"));
            assertThat(refused.err()).isEqualTo("That is not the letter.");
            client.call("authenticate", "letter", Map.of("name", "ann", "letter", "a"));
            assertThat(client.call("who").res(String.class)).isEqualTo("letter:ann");
        }

        @Test
        @DisplayName("knows a client by the handshake, or keeps it out")
        void byHandshake(TestServer server) {
            TestClient client =
                    server.connect("/", Map.of("module", "letter", "parameters", Map.of("name", "ann", "letter", "a")));
            assertThat(client.call("who").res(String.class)).isEqualTo("letter:ann");
            assertThatThrownBy(() -> server.connect(
                            "/", Map.of("module", "letter", "parameters", Map.of("name", "ann", "letter", "b"))))
                    .isInstanceOf(ConnectRefusedException.class)
                    .hasMessage("That is not the letter.");
        }

        @Test
        @DisplayName("is asked by the application, which logs the client in at its session")
        void bySession(TestServer server) {
            TestClient client = server.connect();
            assertThat(client.call("enter", "ann", "b").err()).isEqualTo("That is not the letter.");
            assertThat(client.call("who").res(String.class)).isEqualTo("nobody");
            assertThat(client.call("enter", "ann", "a").res(List.class)).isEqualTo(List.of("ann", "Welcome."));
            assertThat(client.call("who").res(String.class)).isEqualTo("letter:ann");
            assertThat(client.call("elsewhere").res(String.class)).isEqualTo("not here");
        }
    }

    @Nested
    @SockeeTest(value = Club.class, users = true)
    @DisplayName("of Sockee's users")
    class OfUsers {

        @Test
        @DisplayName("is there with them")
        void sockee(TestServer server) {
            TestUser ann = server.register("ann");
            TestClient client = server.connect();
            Answer answer = client.call(
                    "authenticate", "sockee", Map.of("name", ann.user().name(), "password", ann.password()));
            assertThat(answer.ok()).isTrue();
            assertThat(client.call("who").res(String.class))
                    .isEqualTo(ann.user().id());
        }
    }
}
