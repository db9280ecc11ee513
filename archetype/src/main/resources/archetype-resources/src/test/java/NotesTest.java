package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ${package}.Notes.Note;
import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SockeeTest(Notes.class)
class NotesTest {

    @Test
    void everybodySeesANewNote(TestServer server) {
        TestClient ann = server.connect();
        TestClient bob = server.connect();

        assertTrue(ann.call("notes.add", "Buy socks").ok());

        assertEquals("Buy socks", ann.await("noted").get(Note.class).text());
        assertEquals("Buy socks", bob.await("noted").get(Note.class).text());
    }

    @Test
    void whoComesLaterReadsIt(TestServer server) {
        server.connect().call("notes.add", "Buy socks");

        Note[] notes = server.connect().call("notes.all").res(Note[].class);

        assertEquals(1, notes.length);
        assertEquals("Buy socks", notes[0].text());
    }

    @Test
    void anEmptyNoteIsRefused(TestServer server) {
        var answer = server.connect().call("notes.add", " ");

        assertEquals(Map.of("text", "must not be blank"), answer.fields());
    }

    @Test
    void onlyTheOthersAreToldThatSomebodyWrites(TestServer server) {
        TestClient ann = server.connect();
        TestClient bob = server.connect();

        ann.call("writing");
        server.settle();

        bob.await("writing");
        assertTrue(ann.received().isEmpty());
    }
}
