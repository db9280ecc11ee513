package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.guide.app.PingController;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What threads.md says. */
@SockeeTest(PingController.class)
class GuideThreadsTest {

    @Test
    void callsOfASocketRunInOrderAndThoseThatDoNotBlockOvertakeThem(TestServer server) {
        TestClient ann = server.connect();
        ann.emit("work", 1000);
        ann.emit("work", 1);
        assertThat(ann.call("ping-me", 7).res(long.class)).isEqualTo(7);
        assertThat(ann.received()).as("the first call still runs").isEmpty();
        ann.await("work_data");
        assertThat(ann.await("work_data").arguments().json(0)).contains("\"res\":1}");
    }

    @Test
    void anotherSocketDoesNotWait(TestServer server) {
        TestClient ann = server.connect();
        ann.emit("work", 2000);
        assertThat(server.connect().call("work", 1).res(long.class)).isEqualTo(1);
        assertThat(ann.received()).isEmpty();
    }

    @Test
    void tooManyCallsEndTheConnection() {
        try (TestServer server =
                TestServer.start(List.of(PingController.class), List.of("sockee.controllers.max-waiting-calls=2"))) {
            TestClient ann = server.connect();
            for (int i = 0; i < 4; i++) {
                ann.emit("work", 100);
            }
            ann.awaitDisconnect();
        }
    }
}
