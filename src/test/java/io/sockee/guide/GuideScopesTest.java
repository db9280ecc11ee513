package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.guide.app.Basket;
import io.sockee.guide.app.BasketController;
import io.sockee.guide.app.Visit;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What scopes.md says. */
@SockeeTest({BasketController.class, Basket.class, Visit.class})
class GuideScopesTest {

    @Test
    void eachSocketHasItsOwn(TestServer server) {
        TestClient ann = server.connect();
        TestClient bob = server.connect();
        assertThat(ann.call("add", "sock").res(int.class)).isEqualTo(1);
        assertThat(ann.call("add", "shoe").res(int.class)).isEqualTo(2);
        assertThat(bob.call("add", "hat").res(int.class)).isEqualTo(1);
        assertThat(bob.await("basket").get(List.class)).isEqualTo(List.of("hat"));
    }

    @Test
    void eachCallHasItsOwnRequest(TestServer server) {
        TestClient ann = server.connect();
        assertThat(ann.call("steps").res(int.class)).isEqualTo(2);
        assertThat(ann.call("steps").res(int.class)).isEqualTo(2);
    }

    @Test
    void dataStaysWithTheSocket(TestServer server) {
        TestClient ann = server.connect();
        ann.call("call-me", "Ann");
        assertThat(ann.call("who-am-i").res(String.class)).isEqualTo("Ann");
        assertThat(server.connect().call("who-am-i").res(String.class)).isEqualTo("nobody");
    }
}
