package io.sockee.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.testkit.Received;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sockey's example, as Sockey's clients call it: they always send data. */
@SockeeTest(value = ExampleController.class, settings = "sockee.demo=true")
class ExampleControllerTest {

    @Test
    void answersAClientThatSendsData(TestServer server) {
        var ann = server.connect();
        ann.emit("example", Map.of("user", "somebody", "key", 7));
        Received answer = ann.await("example_data");
        assertThat(answer.arguments().json(0)).contains("Recieved Example Request");
    }
}
