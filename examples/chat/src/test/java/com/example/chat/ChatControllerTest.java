package com.example.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.chat.ChatController.Edit;
import com.example.chat.ChatController.Say;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import io.sockee.testkit.ConnectRefusedException;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import io.sockee.testkit.TestUser;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

// tag::test
@SockeeTest(
        value = {ChatController.class, ChatControllerTest.Kept.class},
        users = true)
class ChatControllerTest {
    // end::test

    /** Messages in memory: entities need a server. */
    @ApplicationScoped
    static class Kept extends Messages {
        private record Owned(Line line, String owner) {}

        private final Map<Long, Owned> all = new TreeMap<>();

        @Override
        public synchronized List<Line> last(String room, int count) {
            List<Line> lines = all.values().stream()
                    .map(Owned::line)
                    .filter(line -> line.room().equals(room))
                    .toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        }

        @Override
        public synchronized Line add(String room, User author, String text) {
            Line line = new Line(all.size() + 1, room, author.name(), text, Instant.EPOCH);
            all.put(line.id(), new Owned(line, author.id()));
            return line;
        }

        @Override
        public synchronized Line change(long id, User author, String text) {
            Owned old = all.get(id);
            if (old == null || !old.owner().equals(author.id())) {
                throw new RefusedException("That is no message of yours.");
            }
            Line line = new Line(id, old.line().room(), author.name(), text, Instant.EPOCH);
            all.put(id, new Owned(line, author.id()));
            return line;
        }

        @Override
        public synchronized int removeAllOf(User author) {
            int before = all.size();
            all.values().removeIf(owned -> owned.owner().equals(author.id()));
            return before - all.size();
        }
    }

    // tag::test

    @Test
    void whatOneSaysTheOthersInTheRoomHear(TestServer server) {
        TestClient ann = server.connect("/", server.register("ann").auth());
        TestClient bob = server.connect("/", server.register("bob").auth());
        ann.call("join", "lobby");
        bob.call("join", "lobby");

        Line said = ann.call("say", new Say("lobby", "hello")).res(Line.class);

        assertEquals("ann", said.author());
        assertEquals(said, bob.await("said").get(Line.class));
    }

    @Test
    void whoComesLaterReadsIt(TestServer server) {
        TestClient ann = server.connect("/", server.register("ann").auth());
        ann.call("join", "lobby");
        ann.call("say", new Say("lobby", "hello"));

        TestClient bob = server.connect("/", server.register("bob").auth());

        assertEquals("hello", bob.call("join", "lobby").res(Line[].class)[0].text());
    }

    @Test
    void whoIsNotLoggedInMayNotCall(TestServer server) {
        assertEquals(
                "You are not logged in.", server.connect().call("join", "lobby").err());
    }

    @Test
    void logsInByTheEventOfThePage(TestServer server) {
        TestUser ann = server.register("ann");
        TestClient client = server.connect();
        Map<String, String> user = Map.of("name", "ann", "password", ann.password());

        assertTrue(client.call("auth", Map.of("type", "login", "user", user)).ok());
        assertTrue(client.call("join", "lobby").ok());
    }
    // end::test

    // tag::user
    @Test
    void onlyOnesOwnCanBeEdited(TestServer server) {
        TestClient ann = server.connectAs(User.named("ann"));
        TestClient bob = server.connectAs(User.named("bob"));
        ann.call("join", "lobby");
        bob.call("join", "lobby");
        long id = ann.call("say", new Say("lobby", "helo")).res(Line.class).id();

        assertEquals(
                "That is no message of yours.",
                bob.call("edit", new Edit(id, "bye")).err());
        assertEquals(
                "hello", ann.call("edit", new Edit(id, "hello")).res(Line.class).text());
        assertEquals("hello", bob.await("edited").get(Line.class).text());
    }
    // end::user

    @Test
    void theRoomHasToBeJoined(TestServer server) {
        TestClient ann = server.connectAs(User.named("ann"));

        assertEquals(
                "Join the room first.",
                ann.call("say", new Say("lobby", "hello")).err());
    }

    @Test
    void anEmptyMessageIsRefused(TestServer server) {
        TestClient ann = server.connectAs(User.named("ann"));
        ann.call("join", "lobby");

        assertTrue(ann.call("say", new Say("lobby", " ")).fields().containsKey("say.text"));
    }

    @Test
    void whoLeavesForGoodTakesTheWordsAlong(TestServer server) {
        TestUser user = server.register("ann");
        TestClient ann = server.connect("/", user.auth());
        ann.call("join", "lobby");
        ann.call("say", new Say("lobby", "hello"));

        ann.emit("leave-for-good");
        ann.awaitDisconnect();

        TestClient bob = server.connectAs(User.named("bob"));
        assertEquals(0, bob.call("join", "lobby").res(Line[].class).length);
        assertThrows(ConnectRefusedException.class, () -> server.connect("/", user.auth()));
    }
    // tag::test
}
// end::test
