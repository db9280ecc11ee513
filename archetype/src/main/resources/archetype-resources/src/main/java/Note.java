package ${package};

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A note in the database; its table is in META-INF/tables.sql. */
@Entity
@Table(name = "note")
public class Note {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String text;

    /** For the persistence provider. */
    protected Note() {}

    Note(String text) {
        this.text = text;
    }

    /** What clients get of it. */
    public record Shown(long id, String text) {}

    Shown shown() {
        return new Shown(id, text);
    }
}
