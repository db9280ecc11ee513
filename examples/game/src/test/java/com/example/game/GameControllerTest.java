package com.example.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.game.Field.Frame;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SockeeTest(GameController.class)
class GameControllerTest {

    /** The clock is not among the test's beans: the test makes the steps. */
    private static Frame step(TestServer server, TestClient seenBy) {
        server.bean(GameController.class).step();
        return seenBy.await("frame").get(Frame.class);
    }

    @Test
    void aPlayerSeesTheOthersMove(TestServer server) {
        TestClient ann = server.connect();
        TestClient bob = server.connect();
        ann.call("play", "Ann");
        String bobsId = bob.call("play", "Bob").res(String.class);
        int before = step(server, ann).players().get(1).x();

        bob.call("steer", 1, 0);

        Frame frame = step(server, ann);
        assertEquals(bobsId, frame.players().get(1).id());
        assertTrue(frame.players().get(1).x() > before);
    }

    @Test
    void allAreToldWhoPlays(TestServer server) {
        TestClient ann = server.connect();
        ann.call("play", "Ann");

        server.connect().call("play", "Bob");
        server.elapse(Duration.ofSeconds(1));

        ann.await("sockee:presence", heard -> heard.get(Map.class).toString().contains("name=Bob"));
    }

    @Test
    void whoGoesIsNotSeenAnyMore(TestServer server) {
        TestClient ann = server.connect();
        TestClient bob = server.connect();
        ann.call("play", "Ann");
        bob.call("play", "Bob");

        bob.disconnect();
        server.settle();

        assertEquals(1, step(server, ann).players().size());
    }

    @Test
    void aPlayerNeedsAName(TestServer server) {
        assertEquals(
                Map.of("name", "must not be blank"),
                server.connect().call("play", " ").fields());
    }
}
