package io.sockee.demo.chat;

import io.sockee.api.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message, who wrote it and when. */
@Entity
@Table(name = "demo_messages")
@NamedQuery(name = "ChatMessage.before", query = "select m from ChatMessage m where m.id < :id order by m.id desc")
@NamedQuery(
        name = "ChatMessage.beforeByAuthor",
        query = "select m from ChatMessage m where m.id < :id and m.authorId = :author order by m.id desc")
@NamedQuery(name = "ChatMessage.deleteUpTo", query = "delete from ChatMessage m where m.id <= :id")
public class ChatMessage {
    static final int MAX_TEXT = 500;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private int version;

    @Column(name = "author_id", nullable = false, updatable = false, length = 64)
    private String authorId;

    @Column(nullable = false, updatable = false, length = 64)
    private String author;

    @Column(name = "content", nullable = false, length = MAX_TEXT)
    private String text;

    @Column(nullable = false, updatable = false)
    private Instant written;

    private @Nullable Instant edited;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected ChatMessage() {}

    ChatMessage(User author, String text, Instant written) {
        this.authorId = author.id();
        this.author = author.name();
        this.text = text;
        this.written = written;
    }

    boolean isBy(User user) {
        return authorId.equals(user.id());
    }

    void edit(String newText, Instant now) {
        text = newText;
        edited = now;
    }

    /** As clients see it; it has to be stored. */
    Shown shown() {
        if (id == null) {
            throw new IllegalStateException("The message has not been stored.");
        }
        return new Shown(id, version, author, text, written, edited != null);
    }

    /**
     * A message as clients see it.
     *
     * @param version grows with each edit: what comes late shall not replace what is newer
     */
    public record Shown(long id, int version, String author, String text, Instant written, boolean edited) {}
}
