package ${package};

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.Emits;
import io.sockee.api.On;
import io.sockee.api.Publisher;
import io.sockee.api.Session;
import io.sockee.api.Socket;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/** What clients call. All who have the page open see what comes. */
@Actions("notes")
@Emits(event = "noted", type = Note.Shown.class)
@Transactional
public class Notes {
    private static final int SHOWN = 100;

    @Inject
    StoredNotes stored;

    @Inject
    Publisher publisher;

    /** An action: {@code server.notes.add("…")} on the page, and {@code POST /api/notes/add}. */
    @Action
    public void add(@NotBlank @Size(max = 200) String text, Session session) {
        Note.Shown note = stored.add(text);
        publisher.emit("noted", note); // leaves when the note is stored
        session.put("added", added(session) + 1);
    }

    /** Another one, also at {@code GET /api/notes/all}. */
    @Action
    public List<Note.Shown> all() {
        return stored.last(SHOWN);
    }

    /** How many this browser has added: its session remembers, whatever its connection does. */
    @Action
    public int added(Session session) {
        return session.get("added", Integer.class).orElse(0);
    }

    /** An event: the others see that somebody writes. */
    @On("writing")
    public void writing(Socket socket) {
        socket.broadcast("writing");
    }
}
