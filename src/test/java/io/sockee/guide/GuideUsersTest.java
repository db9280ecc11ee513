package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.RefusedException;
import io.sockee.guide.app.MembersController;
import io.sockee.guide.app.Passes;
import io.sockee.testkit.ConnectRefusedException;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users-and-access.md says. */
@SockeeTest({MembersController.class, Passes.class})
class GuideUsersTest {
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
}
