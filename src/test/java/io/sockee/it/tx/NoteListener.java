package io.sockee.it.tx;

import io.sockee.api.Publisher;
import jakarta.inject.Inject;
import jakarta.persistence.PostPersist;

/** Tells of notes whose names begin with "heard" when they are inserted, which is within the commit. */
public class NoteListener {

    @Inject
    private Publisher publisher;

    @PostPersist
    void inserted(Note note) {
        if (note.getId().startsWith("heard")) {
            publisher.namespace("/tx").emit("inserted", note.getId());
        }
    }
}
