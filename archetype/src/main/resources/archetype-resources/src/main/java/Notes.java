package ${package};

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.On;
import io.sockee.api.Publisher;
import io.sockee.api.Socket;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/** The last notes, in memory. All who have the page open see what comes. */
@Actions("notes")
public class Notes {
    private static final int KEPT = 100;

    /** A note, with an id by which a page knows whether it shows it already. */
    public record Note(String id, String text) {}

    private final Deque<Note> notes = new ArrayDeque<>();

    @Inject
    Publisher publisher;

    /** An action: {@code server.notes.add("…")} on the page, and {@code POST /api/notes/add}. */
    @Action
    public synchronized void add(@NotBlank @Size(max = 200) String text) {
        Note note = new Note(UUID.randomUUID().toString(), text);
        notes.addLast(note);
        if (notes.size() > KEPT) {
            notes.removeFirst();
        }
        publisher.emit("noted", note);
    }

    /** Another one, also at {@code GET /api/notes/all}. */
    @Action
    public synchronized List<Note> all() {
        return List.copyOf(notes);
    }

    /** An event: the others see that somebody writes. */
    @On("writing")
    public void writing(Socket socket) {
        socket.broadcast("writing");
    }
}
