package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import org.junit.jupiter.api.Test;

@SockeeTest(Greetings.class)
class GreetingsTest {

    @Test
    void aSessionRemembersItsName(TestServer server) {
        TestClient ann = server.connect();
        TestClient bob = server.connect();

        assertEquals("Hello, Ann!", ann.call("greetings.hello", "Ann").res(String.class));

        assertEquals("Ann", bob.await("greeted").get(String.class));
        assertEquals("Hello again, Ann!", ann.call("greetings.again").res(String.class));
        assertEquals("Who are you?", bob.call("greetings.again").res(String.class));
    }
}
