package com.example.chat;

import io.sockee.api.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/** What somebody has said in a room. */
// tag::entity
@Entity
@Table(name = "chat_message")
@NamedQuery(name = "Message.last", query = "select m from Message m where m.room = :room order by m.id desc")
@NamedQuery(name = "Message.deleteOf", query = "delete from Message m where m.authorId = :author")
public class Message {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String room;

    @Column(name = "author_id")
    private String authorId;

    private String author;
    private String text;
    private Instant sent;

    /** For the persistence provider. */
    protected Message() {}

    Message(String room, User author, String text, Instant sent) {
        this.room = room;
        this.authorId = author.id();
        this.author = author.name();
        this.text = text;
        this.sent = sent;
    }

    boolean isBy(User user) {
        return authorId.equals(user.id());
    }

    void changeTo(String newText) {
        text = newText;
    }

    Line line() {
        return new Line(id, room, author, text, sent);
    }
}
// end::entity
