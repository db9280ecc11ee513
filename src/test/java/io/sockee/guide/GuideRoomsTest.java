package io.sockee.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.api.Json;
import io.sockee.guide.app.Attendance;
import io.sockee.guide.app.HallController;
import io.sockee.guide.app.NewsDesk;
import io.sockee.guide.app.RoomsController;
import io.sockee.testkit.Received;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What rooms.md says. */
@SockeeTest({RoomsController.class, HallController.class, NewsDesk.class, Attendance.class})
class GuideRoomsTest {
    private TestClient ann;
    private TestClient bob;
    private TestClient cid;

    @BeforeEach
    void connect(TestServer server) {
        ann = server.connect("/rooms");
        bob = server.connect("/rooms");
        cid = server.connect("/rooms");
    }

    private static List<String> said(TestClient client) {
        return client.received().stream()
                .filter(received -> received.event().equals("said"))
                .map(received -> received.get(String.class))
                .toList();
    }

    @Test
    void aSocketIsInItsOwnRoomToo() {
        assertThat(ann.call("enter", "red").res(Set.class)).isEqualTo(Set.of("red", ann.id()));
    }

    @Test
    void eachReachesWhomItSays(TestServer server) {
        ann.call("enter", "red");
        bob.call("enter", "red");
        bob.call("enter", "blue");
        cid.call("enter", "blue");
        cid.call("enter", "green");
        ann.call("say", "hello");
        server.settle();
        assertThat(said(ann)).containsExactly("to me", "to all", "to all in red");
        assertThat(said(bob))
                .containsExactly(
                        "to all others",
                        "to all",
                        "to the others in red",
                        "to all in red",
                        "to the others in red or blue, not in green");
        assertThat(said(cid)).containsExactly("to all others", "to all");
    }

    @Test
    void aRoomIsAskedAndThoseWhoGoAreSilent(TestServer server) {
        TestClient[] guests = {server.connect("/hall"), server.connect("/hall"), server.connect("/hall")};
        for (int i = 0; i < guests.length; i++) {
            guests[i].call("sit", "guest " + i, "table");
        }
        guests[0].emit("vote", "table", "More?");
        Received asked = guests[0].await("vote");
        assertThat(asked.get(String.class)).isEqualTo("More?");
        asked.ack().send(true);
        guests[1].await("vote").ack().send(false);
        guests[2].await("vote");
        guests[2].disconnect();
        assertThat(guests[0].await("vote_data").arguments().get(0, Json.class).text())
                .contains("\"yes\":1", "\"no\":1", "\"silent\":1");
    }

    @Test
    void aRoomIsLookedAtMovedAndClosed(TestServer server) {
        TestClient dan = server.connect("/hall");
        TestClient eve = server.connect("/hall");
        dan.call("sit", "dan", "one");
        eve.call("sit", "eve", "one");
        assertThat(dan.call("guests", "one").res(List.class))
                .hasSize(2)
                .asString()
                .contains("dan at ", "eve at ");
        dan.call("move", "one", "two");
        assertThat(dan.call("guests", "one").res(List.class)).isEmpty();
        dan.emit("close", "two");
        eve.await("closed");
        eve.awaitDisconnect();
        dan.awaitDisconnect();
    }

    @Test
    void leavingIsFelt(TestServer server) {
        ann.call("enter", "red");
        bob.call("enter", "red");
        bob.call("leave", "red");
        ann.call("moved", 1, 2);
        server.settle();
        assertThat(bob.received()).isEmpty();
    }

    @Test
    void anIdIsARoom(TestServer server) {
        ann.call("whisper", cid.id(), "psst");
        assertThat(cid.await("whispered").get(1, String.class)).isEqualTo("psst");
        assertThat(bob.received()).isEmpty();
    }

    @Test
    void volatileEventsReachWhoCanTakeThem() {
        bob.call("enter", "red");
        ann.emit("moved", 3, 4);
        assertThat(bob.await("at").get(2, int.class)).isEqualTo(4);
    }

    @Test
    void theOthersLearnThatOneIsGone() {
        ann.disconnect();
        assertThat(bob.await("gone").get(1, String.class)).isEqualTo("client namespace disconnect");
    }

    @Test
    void anyBeanPublishes(TestServer server) {
        server.bean(NewsDesk.class).publish("Socks are back");
        assertThat(ann.await("headline").get(String.class)).isEqualTo("Socks are back");
    }

    @Test
    void observersHearInOrder(TestServer server) {
        bob.disconnect();
        cid.disconnect();
        server.settle();
        int before = server.bean(Attendance.class).lines().size();
        ann.call("enter", "red");
        ann.disconnect();
        server.settle();
        List<String> lines = server.bean(Attendance.class).lines();
        assertThat(lines).contains("came to /rooms");
        assertThat(lines.subList(before, lines.size()))
                .containsExactly("joined red", "left red", "went: client namespace disconnect");
    }
}
