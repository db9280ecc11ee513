package io.sockee.it.tx;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;

/** What is stored. Its key is given, so that it is inserted no earlier than at the commit; its tags are lazy. */
@Entity
@EntityListeners(NoteListener.class)
public class Note {
    @Id
    private String id;

    @ElementCollection(fetch = FetchType.LAZY)
    private List<String> tags = new ArrayList<>();

    protected Note() {}

    public Note(String id, List<String> tags) {
        this.id = id;
        this.tags.addAll(tags);
    }

    public String getId() {
        return id;
    }

    public List<String> getTags() {
        return tags;
    }
}
