package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.User;
import io.sockee.guide.app.MarketController;
import io.sockee.guide.app.Order;
import io.sockee.guide.app.Till;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What events-and-entities.md says; of entities, on servers, TransactionsIT. */
@SockeeTest({MarketController.class, Till.class, Order.class})
class GuideMarketTest {
    private TestClient ann;
    private TestClient bob;

    @BeforeEach
    void connect(TestServer server) {
        ann = server.connectAs(User.named("ann"), "/market");
        bob = server.connect("/market");
        bob.call("follow", "sock");
    }

    @Test
    void anEmitterReachesWhomItIsNarrowedTo(TestServer server) {
        ann.call("mark", "sock", new BigDecimal("2.50"));
        assertThat(bob.await("price").get(1, BigDecimal.class)).isEqualTo("2.50");
        server.settle();
        assertThat(ann.received()).isEmpty();
    }

    @Test
    void anEventGoesToItsRoomAndItsUser(TestServer server) {
        ann.call("buy", "sock", 4);
        ann.call("buy", "shoe", 6);
        server.settle();
        assertThat(ann.received()).extracting(one -> one.event()).isEqualTo(List.of("sold", "sold", "total"));
        assertThat(bob.received()).extracting(one -> one.event()).isEqualTo(List.of("sold", "total"));
    }
}
