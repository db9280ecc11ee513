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

/** The model: all that is asked of messages and done to them, in the caller's transaction or in one of its own. */
@ApplicationScoped
public class ChatMessages {
    private final ChatDatabase database;

    @Inject
    public ChatMessages(ChatDatabase database) {
        this.database = database;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected ChatMessages() {
        this(null);
    }

    /** Some messages from before another one, the newest first. */
    public List<ChatMessage> before(long id, int max) {
        return database.call(entities -> entities.createNamedQuery("ChatMessage.before", ChatMessage.class)
                .setParameter("id", id)
                .setMaxResults(max)
                .getResultList());
    }

    /** The same of one author. */
    public List<ChatMessage> beforeBy(User author, long id, int max) {
        return database.call(entities -> entities.createNamedQuery("ChatMessage.beforeByAuthor", ChatMessage.class)
                .setParameter("id", id)
                .setParameter("author", author.id())
                .setMaxResults(max)
                .getResultList());
    }

    /** Stores what somebody says. */
    public ChatMessage add(User author, String text) {
        return database.call(entities -> {
            ChatMessage message = new ChatMessage(author, text, now());
            entities.persist(message);
            return message;
        });
    }

    /**
     * Gives a message another text.
     *
     * @throws RefusedException when it is not this author's, or gone
     */
    public ChatMessage edit(User author, long id, String text) {
        return database.call(entities -> {
            ChatMessage message = own(entities, author, id);
            message.edit(text, now());
            return message;
        });
    }

    /**
     * Removes a message.
     *
     * @throws RefusedException when it is not this author's, or gone
     */
    public void remove(User author, long id) {
        ChatMessage unused = database.call(entities -> {
            ChatMessage message = own(entities, author, id);
            entities.remove(message);
            return message;
        });
    }

    /** Locked until the transaction ends: of two who edit it, one comes after the other. */
    private static ChatMessage own(EntityManager entities, User author, long id) {
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
