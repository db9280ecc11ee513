package com.example.chat;

import io.sockee.api.RefusedException;
import io.sockee.api.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;

/** The messages of all rooms. Called within the transaction of a controller. */
// tag::model
@ApplicationScoped
public class Messages {

    @PersistenceContext
    EntityManager entities;

    /** The last messages of a room, the oldest first. */
    public List<Line> last(String room, int count) {
        List<Message> found = entities.createNamedQuery("Message.last", Message.class)
                .setParameter("room", room)
                .setMaxResults(count)
                .getResultList();
        Collections.reverse(found);
        return found.stream().map(Message::line).toList();
    }

    public Line add(String room, User author, String text) {
        Message message = new Message(room, author, text, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        entities.persist(message);
        return message.line();
    }

    /** Changes a message; everybody may change their own only. */
    public Line change(long id, User author, String text) {
        Message message = entities.find(Message.class, id);
        if (message == null || !message.isBy(author)) {
            throw new RefusedException("That is no message of yours.");
        }
        message.changeTo(text);
        return message.line();
    }

    public int removeAllOf(User author) {
        return entities.createNamedQuery("Message.deleteOf")
                .setParameter("author", author.id())
                .executeUpdate();
    }
}
// end::model
