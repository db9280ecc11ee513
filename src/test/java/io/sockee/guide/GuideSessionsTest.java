package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.User;
import io.sockee.guide.app.SessionsController;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What sessions.md says. */
@SockeeTest(SessionsController.class)
class GuideSessionsTest {

    private static Map<String, String> again(TestClient client) {
        return Map.of(
                "session",
                String.valueOf(client.await("sockee:session").get(Map.class).get("token")));
    }

    @Test
    void theCartIsThereAgain(TestServer server) {
        TestClient before = server.connect();
        assertThat(before.call("add to cart", "tea").res(List.class)).containsExactly("tea");
        Map<String, String> auth = again(before);
        before.drop();
        TestClient after = server.connect("/", auth);
        assertThat(after.call("add to cart", "cup").res(List.class)).containsExactly("tea", "cup");
    }

    @Test
    void rememberedIsWhatIsAnswered(TestServer server) {
        TestClient client = server.connect();
        assertThat(client.call("remember", "size", Map.of("cm", 12)).ok()).isTrue();
    }

    @Test
    void channelsAreBackAndReachWhomTheySay(TestServer server) {
        TestClient before = server.connect();
        before.call("follow", "sports", "politics", "weather");
        assertThat(before.call("unfollow", "politics").res(Set.class)).isEqualTo(Set.of("sports", "weather"));
        Map<String, String> auth = again(before);
        before.drop();
        TestClient after = server.connect("/", auth);
        TestClient user = server.connectAs(new User("42", "Ann", Set.of()));
        user.call("announce", "goal");
        server.settle();
        assertThat(news(after)).containsExactly("goal", "goal");
        assertThat(news(user)).containsExactly("goal", "for your eyes only");
    }

    private static List<String> news(TestClient client) {
        return client.received().stream()
                .filter(received -> received.event().equals("news"))
                .map(received -> received.get(String.class))
                .toList();
    }
}
