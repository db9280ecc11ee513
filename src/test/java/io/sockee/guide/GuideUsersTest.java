package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.Controller;
import io.sockee.api.LoggedIn;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.guide.app.MembersController;
import io.sockee.guide.app.Passes;
import io.sockee.testkit.ConnectRefusedException;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users-and-access.md says. */
@SockeeTest({MembersController.class, Passes.class, GuideUsersTest.Closed.class, GuideUsersTest.Open.class})
class GuideUsersTest {

    @LoggedIn
    @Controller(namespace = "/closed")
    public static class Closed {
        @OnConnect
        public void enter(Socket socket) {
            socket.logIn(User.named("Ann"));
        }
    }

    @LoggedIn
    @Controller(namespace = "/open")
    public static class Open {
        @OnConnect
        @PermitAll
        public void enter(Socket socket) {
            socket.logIn(User.named("Ann"));
        }

        @On("name")
        public String name(User user) {
            return user.name();
        }
    }

    private TestClient chair;
    private TestClient member;
    private TestClient guest;

    @BeforeEach
    void connect(TestServer server) {
        chair = server.connect("/members", Map.of("token", "t-ann"));
        member = server.connect("/members", Map.of("token", "t-bob"));
        guest = server.connect("/members");
    }

    @Test
    void aBadPassKeepsOut(TestServer server) {
        assertThatThrownBy(() -> server.connect("/members", Map.of("token", "old")))
                .isInstanceOfSatisfying(ConnectRefusedException.class, refused -> {
                    assertThat(refused).hasMessage("Your pass is not valid.");
                    assertThat(refused.data()).isEqualTo("{\"renew\":true}");
                });
    }

    @Test
    void methodsSayWhoMayCallThem() {
        assertThat(guest.call("read").res(String.class)).isEqualTo("a guest reads");
        assertThat(member.call("read").res(String.class)).isEqualTo("Bob reads");
        assertThat(member.call("write", "x").res(String.class)).isEqualTo("Bob writes x");
        assertThat(guest.call("write", "x").err()).isEqualTo("You are not logged in.");
        assertThat(member.call("vote", 1).ok()).isTrue();
        assertThat(guest.call("vote", "no number").err()).isEqualTo("You are not logged in.");
        assertThat(chair.call("close-vote").ok()).isTrue();
        assertThat(member.call("close-vote").err()).isEqualTo("You are not allowed to do this.");
        assertThat(guest.call("close-vote").err()).isEqualTo("You are not logged in.");
    }

    @Test
    void aSocketLogsInAndOutLater() {
        assertThat(guest.call("log-in", "none").err()).isEqualTo("Your pass is not valid.");
        assertThat(guest.call("log-in", "t-bob").res(String.class)).isEqualTo("Bob");
        assertThat(guest.call("vote", 1).ok()).isTrue();
        guest.call("log-out");
        assertThat(guest.call("vote", 1).err()).isEqualTo("You are not logged in.");
    }

    @Test
    void beansAskTheSameQuestion(TestServer server) {
        assertThat(member.call("count").res(int.class)).isEqualTo(2);
        assertThat(guest.call("count").err()).isEqualTo("You are not logged in.");
        assertThatThrownBy(() -> server.bean(Passes.class).count())
                .isInstanceOf(RefusedException.class)
                .hasMessage("You are not logged in.");
    }

    @Test
    void anAnnotationAtTheClassIsForItsConnectMethodsToo(TestServer server) {
        assertThatThrownBy(() -> server.connect("/closed")).hasMessage("You are not logged in.");
        assertThat(server.connect("/open").call("name").res(String.class)).isEqualTo("Ann");
    }
}
