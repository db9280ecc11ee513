package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.guide.app.TickerController;
import io.sockee.guide.app.TickerController.Price;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@SockeeTest(TickerController.class)
class GuideStreamsTest {

    @Test
    void itemsComeUntilNobodyWantsThem(TestServer server) {
        TestClient ann = server.connect();
        assertThat(ann.call("ticker.prices").ok()).isTrue();
        assertThat(ann.call("ticker.report", new Price("ACME", 100)).ok()).isTrue();
        assertThat(ann.await("sockee:stream").arguments().json(0))
                .isEqualTo("{\"id\":1,\"item\":{\"symbol\":\"ACME\",\"cents\":100}}");
        ann.emit("sockee:cancel", 1);
        assertThat(ann.call("ticker.names").ok()).isTrue();
    }

    @Test
    void tooManyReportsAreRefusedForAWhile(TestServer server) {
        TestClient ann = server.connect();
        for (int i = 0; i < 5; i++) {
            assertThat(ann.call("ticker.report", new Price("ACME", i)).ok()).isTrue();
        }
        assertThat(ann.call("ticker.report", new Price("ACME", 6)).err())
                .isEqualTo("Too many calls: try again in a second.");
        server.elapse(Duration.ofMillis(500));
        assertThat(ann.call("ticker.report", new Price("ACME", 6)).ok()).isTrue();
    }
}
