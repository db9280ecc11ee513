package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Presence;
import io.sockee.api.User;
import io.sockee.guide.app.DeskController;
import io.sockee.guide.app.Doorman;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What presence.md says. */
@SockeeTest({DeskController.class, Doorman.class})
class GuidePresenceTest {
    private static final User ANN = User.named("ann");
    private static final User BOB = User.named("bob");

    @Test
    void observersTellWhoIsOnline(TestServer server) {
        Presence presence = server.bean(Presence.class);
        TestClient ann = server.connectAs(ANN, "/desk");
        TestClient bob = server.connectAs(BOB, "/desk");
        bob.await("online", received -> received.get(String.class).equals("bob"));
        assertThat(presence.usersOnline()).containsExactlyInAnyOrder("ann", "bob");
        ann.disconnect();
        assertThat(presence.isOnline("ann")).as("perhaps it comes back").isTrue();
        server.elapse(Duration.ofSeconds(6));
        bob.await("offline", received -> received.get(String.class).equals("ann"));
        assertThat(presence.usersOnline()).containsExactly("bob");
        bob.disconnect();
        server.elapse(Duration.ofSeconds(6));
        assertThat(presence.usersOnline()).isEmpty();
    }

    @Test
    void beansKnowWhoIsInARoom(TestServer server) {
        Presence desk = server.bean(Presence.class).namespace("/desk");
        TestClient ann = server.connectAs(ANN, "/desk");
        ann.call("status", "lunch");
        assertThat(desk.in("desk")).singleElement().satisfies(one -> {
            assertThat(one.key()).isEqualTo("ann");
            assertThat(one.metadata().text()).isEqualTo("{\"text\":\"lunch\"}");
        });
        ann.drop();
        server.elapse(Duration.ofSeconds(6));
        assertThat(desk.in("desk")).isEmpty();
        assertThat(server.bean(Presence.class).in("desk"))
                .as("of another namespace")
                .isEmpty();
    }
}
