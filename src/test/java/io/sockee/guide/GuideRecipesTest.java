package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.guide.app.Notices;
import io.sockee.guide.app.Passes;
import io.sockee.guide.app.Roster;
import io.sockee.guide.app.TeamController;
import io.sockee.testkit.ConnectRefusedException;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What recipes.md says. */
@SockeeTest({TeamController.class, Notices.class, Roster.class, Passes.class})
class GuideRecipesTest {

    private static TestClient with(TestServer server, String token) {
        return server.connect("/team", Map.of("token", token));
    }

    @Test
    void aTokenOfOnesOwnLetsIn(TestServer server) {
        assertThatThrownBy(() -> with(server, "t-nobody"))
                .isInstanceOf(ConnectRefusedException.class)
                .hasMessage("Your pass is not valid.");
        assertThatThrownBy(() -> server.connect("/team")).isInstanceOf(ConnectRefusedException.class);
        assertThat(with(server, "t-ann").call("open", "plans").ok()).isTrue();
    }

    @Test
    void aUserIsToldInEveryTab(TestServer server) {
        TestClient first = with(server, "t-ann");
        TestClient second = with(server, "t-ann");
        TestClient bob = with(server, "t-bob");

        server.bean(Notices.class).tell("1", "Tea is ready");

        assertThat(first.await("notice").get(String.class)).isEqualTo("Tea is ready");
        assertThat(second.await("notice").get(String.class)).isEqualTo("Tea is ready");
        server.settle();
        assertThat(bob.received()).isEmpty();
    }

    @Test
    void aBoardSaysWhoIsThere(TestServer server) {
        TestClient ann = with(server, "t-ann");
        TestClient tab = with(server, "t-ann");
        TestClient bob = with(server, "t-bob");

        ann.call("open", "plans");
        assertThat(roster(ann)).containsExactly("Ann");
        bob.call("open", "plans");
        assertThat(roster(ann)).containsExactly("Ann", "Bob");
        tab.call("open", "plans");
        assertThat(roster(ann)).as("two tabs are one user").containsExactly("Ann", "Bob");
        tab.disconnect();
        assertThat(roster(ann)).containsExactly("Ann", "Bob");
        bob.call("close", "plans");
        assertThat(roster(ann)).containsExactly("Ann");
    }

    private static List<String> roster(TestClient client) {
        return List.of(client.await("roster").get(String[].class));
    }

    @Test
    void whatNoOtherMethodAnswersMayBeAnswered(TestServer server) {
        assertThat(with(server, "t-ann").call("opne", "plans").err()).isEqualTo("There is no event 'opne'.");
    }
}
