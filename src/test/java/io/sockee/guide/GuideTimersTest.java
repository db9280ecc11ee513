package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockee.guide.app.ClockController;
import io.sockee.testkit.Received;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What timers.md says, and testing.md of time. */
@SockeeTest(ClockController.class)
class GuideTimersTest {

    // tag::elapse
    @Test
    void remindsInTime(TestServer server) {
        TestClient ann = server.connect();
        ann.call("remind", "tea", 600);

        server.elapse(Duration.ofSeconds(599));
        assertTrue(ann.received().isEmpty());

        server.elapse(Duration.ofSeconds(1));
        assertEquals("tea", ann.await("reminded").get(String.class));
    }
    // end::elapse

    @Test
    void ticksOnceHoweverOftenItIsAsked(TestServer server) {
        TestClient ann = server.connect();
        ann.call("tick");
        server.elapse(Duration.ofSeconds(3));
        ann.call("tick");
        server.elapse(Duration.ofSeconds(16));
        assertThat(ann.received()).extracting(Received::event).containsExactly("ticked", "ticked", "ticked");
        ann.call("quiet");
        server.elapse(Duration.ofSeconds(16));
        assertThat(ann.received()).hasSize(3);
    }

    @Test
    void theyEndWithTheSocket(TestServer server) {
        TestClient ann = server.connect();
        ann.call("tick");
        ann.drop();
        server.elapse(Duration.ofSeconds(16));
        assertThat(ann.received()).isEmpty();
    }

    @Test
    void theyAreBounded() {
        try (TestServer server =
                TestServer.start(List.of(ClockController.class), List.of("sockee.socketio.max-timers=1"))) {
            TestClient ann = server.connect();
            assertThat(ann.call("remind", "tea", 60).ok()).isTrue();
            assertThat(ann.call("remind", "milk", 60).err()).startsWith("Internal error.");
        }
    }
}
