package ${package};

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The notes in the database. Called within the transaction of an action. */
@ApplicationScoped
public class StoredNotes {

    @PersistenceContext
    EntityManager entities;

    public Note.Shown add(String text) {
        Note note = new Note(text);
        entities.persist(note);
        return note.shown();
    }

    /** The last ones, the oldest of them first. */
    public List<Note.Shown> last(int count) {
        List<Note.Shown> found = new ArrayList<>();
        for (Note note : entities.createQuery("select n from Note n order by n.id desc", Note.class)
                .setMaxResults(count)
                .getResultList()) {
            found.add(note.shown());
        }
        Collections.reverse(found);
        return found;
    }
}
