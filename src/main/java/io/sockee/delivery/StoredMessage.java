package io.sockee.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A message that waits for one device or many. */
@Entity
@Table(name = "push_messages")
public class StoredMessage {

    @Id
    @Column(length = 64)
    private String id;

    @Column(nullable = false, length = Message.MAX_PAYLOAD)
    private String payload;

    @Column(nullable = false)
    private boolean resync;

    @Column(nullable = false, length = 64)
    private String node;

    @Column(nullable = false)
    private Instant accepted;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected StoredMessage() {}

    StoredMessage(Message message, String node, Instant accepted) {
        this.id = message.id();
        this.payload = message.payload();
        this.resync = message.resync();
        this.node = node;
        this.accepted = accepted;
    }
}
