package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.guide.app.AnswersController;
import io.sockee.testkit.Received;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What answers.md says. */
@SockeeTest(AnswersController.class)
class GuideAnswersTest {
    private TestClient ann;

    @BeforeEach
    void connect(TestServer server) {
        ann = server.connect();
    }

    private String envelope(String event, Object... arguments) {
        return ann.call(event, arguments).arguments().json(0);
    }

    @Test
    void theEnvelope() {
        assertThat(envelope("sum", 1, 2)).isEqualTo("{\"ok\":true,\"err\":false,\"res\":3}");
        assertThat(envelope("sum", "x", 2))
                .isEqualTo("{\"ok\":false,\"err\":\"Argument 1 (a): expected int.\",\"res\":false}");
        ann.emit("sum", 3, 4);
        assertThat(ann.await("sum_data").arguments().json(0)).isEqualTo("{\"ok\":true,\"err\":false,\"res\":7}");
        ann.emit("sum", 3);
        assertThat(ann.await("sum_error").arguments().json(0)).contains("\"ok\":false");
    }

    @Test
    void nothingAndNull(TestServer server) {
        assertThat(envelope("touch")).isEqualTo("{\"ok\":true,\"err\":false,\"res\":false}");
        ann.emit("touch");
        server.settle();
        assertThat(ann.received()).isEmpty();
        assertThat(envelope("price", "sock")).isEqualTo("{\"ok\":true,\"err\":false,\"res\":7}");
        assertThat(envelope("price", "shoe")).isEqualTo("{\"ok\":true,\"err\":false,\"res\":null}");
    }

    @Test
    void aStageAnswersWhenItCompletes() {
        assertThat(ann.call("slow-sum", 1, 2).res(int.class)).isEqualTo(3);
    }

    @Test
    void anAckAnswersWithoutEnvelope(TestServer server) {
        assertThat(ann.call("subscribe", "news").arguments().json(0)).isEqualTo("\"subscribed\"");
        ann.emit("subscribe", "sports"); // no answer is asked for: none is sent
        server.settle();
        assertThat(ann.received()).isEmpty();
    }

    @Test
    void theServerAsks(TestServer server) {
        ann.emit("delete", "a.txt");
        Received question = ann.await("confirm");
        assertThat(question.get(String.class)).isEqualTo("Delete a.txt?");
        question.ack().send(true);
        assertThat(ann.await("delete_data").arguments().json(0)).contains("\"res\":\"deleted\"");

        ann.emit("delete", "b.txt");
        ann.await("confirm");
        server.elapse(Duration.ofSeconds(11));
        assertThat(ann.await("delete_error").arguments().json(0)).contains("Internal error. (");
    }
}
