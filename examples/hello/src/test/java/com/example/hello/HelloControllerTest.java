package com.example.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.hello.HelloController.Say;
import io.sockee.testkit.Received;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

// tag::test
@SockeeTest(HelloController.class)
class HelloControllerTest {

    @Test
    void whatOneSaysTheOthersInTheRoomHear(TestServer server) {
        TestClient ann = server.connect();
        TestClient bob = server.connect();
        ann.call("join", "lobby");
        bob.call("join", "lobby");

        Instant when = ann.call("say", new Say("lobby", "hello")).res(Instant.class);

        assertTrue(when.isBefore(Instant.now().plusSeconds(1)));
        Received said = bob.await("said");
        assertEquals(ann.id(), said.get(0, String.class));
        assertEquals("hello", said.get(1, String.class));
    }
    // end::test

    // tag::silence
    @Test
    void nobodyHearsWhatIsSaidElsewhere(TestServer server) {
        TestClient ann = server.connect();
        TestClient bob = server.connect();
        bob.call("join", "kitchen");

        ann.call("say", new Say("lobby", "hello"));
        server.settle();

        assertTrue(bob.received().isEmpty());
    }
    // end::silence

    // tag::refused
    @Test
    void aRoomIsNeeded(TestServer server) {
        var answer = server.connect().call("join");

        assertFalse(answer.ok());
        assertEquals("Argument 1 (room) is missing: expected String.", answer.err());
    }
    // end::refused
    // tag::test
}
// end::test
