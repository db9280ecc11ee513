package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sockee.testkit.SockeeTest;
import io.sockee.testkit.TestClient;
import io.sockee.testkit.TestServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SockeeTest({Notes.class, NotesTest.Kept.class})
class NotesTest {

    /** Notes in memory: entities need a server. */
    @ApplicationScoped
    static class Kept extends StoredNotes {
        private final List<Note.Shown> all = new ArrayList<>();

        @Override
        public synchronized Note.Shown add(String text) {
            Note.Shown note = new Note.Shown(all.size() + 1, text);
            all.add(note);
            return note;
        }

        @Override
        public synchronized List<Note.Shown> last(int count) {
            return List.copyOf(all.subList(Math.max(0, all.size() - count), all.size()));
        }
    }

    @Test
    void everybodySeesANewNote(TestServer server) {
        TestClient ann = server.connect();
        TestClient bob = server.connect();

        assertTrue(ann.call("notes.add", "Buy socks").ok());

        assertEquals("Buy socks", ann.await("noted").get(Note.Shown.class).text());
        assertEquals("Buy socks", bob.await("noted").get(Note.Shown.class).text());
    }

    @Test
    void whoComesLaterReadsIt(TestServer server) {
        server.connect().call("notes.add", "Buy socks");

        Note.Shown[] notes = server.connect().call("notes.all").res(Note.Shown[].class);

        assertEquals(1, notes.length);
        assertEquals("Buy socks", notes[0].text());
    }

    @Test
    void anEmptyNoteIsRefused(TestServer server) {
        var answer = server.connect().call("notes.add", " ");

        assertEquals(Map.of("text", "must not be blank"), answer.fields());
    }

    @Test
    void aSessionCountsWhatItHasAdded(TestServer server) {
        TestClient ann = server.connect();

        ann.call("notes.add", "Buy socks");

        assertEquals(1, ann.call("notes.added").res(Integer.class));
        assertEquals(0, server.connect().call("notes.added").res(Integer.class));
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
