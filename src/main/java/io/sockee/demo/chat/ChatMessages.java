package io.sockee.demo.chat;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The model: all that is asked of messages and done to them, in the caller's transaction. */
@ApplicationScoped
public class ChatMessages {

    /** How many messages are kept; the oldest are deleted when more come. */
    static final int KEPT = 200;

    @Inject
    EntityManager entities;

    /** Some messages from before another one, the newest first. */
    public List<ChatMessage> before(long id, int max) {
        return entities.createNamedQuery("ChatMessage.before", ChatMessage.class)
                .setParameter("id", id)
                .setMaxResults(max)
                .getResultList();
    }

    /** The same of one author. */
    public List<ChatMessage> beforeBy(User author, long id, int max) {
        return entities.createNamedQuery("ChatMessage.beforeByAuthor", ChatMessage.class)
                .setParameter("id", id)
                .setParameter("author", author.id())
                .setMaxResults(max)
                .getResultList();
    }

    /** Stores a message. */
    public ChatMessage add(User author, String text) {
        ChatMessage message = new ChatMessage(author, text, now());
        entities.persist(message);
        entities.createNamedQuery("ChatMessage.deleteUpTo")
                .setParameter("id", message.shown().id() - KEPT)
                .executeUpdate();
        return message;
    }

    /**
     * Gives a message another text.
     *
     * @throws RefusedException when it is not this author's, or gone
     */
    public ChatMessage edit(User author, long id, String text) {
        ChatMessage message = own(author, id);
        message.edit(text, now());
        entities.flush(); // gives it its new version
        return message;
    }

    /**
     * Removes a message.
     *
     * @throws RefusedException when it is not this author's, or gone
     */
    public void remove(User author, long id) {
        entities.remove(own(author, id));
    }

    /** Locked until the transaction ends: of two who edit it, one comes after the other. */
    private ChatMessage own(User author, long id) {
        ChatMessage message = entities.find(ChatMessage.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (message == null) {
            throw new RefusedException("This message is gone.");
        }
        if (!message.isBy(author)) {
            throw new RefusedException("This message is not yours.");
        }
        return message;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS); // what all databases keep
    }
}
