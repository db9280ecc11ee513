package io.sockee.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A message in the queue of a device, for queries. The rows are written by {@link QueueRows}. */
@Entity
@SuppressWarnings("UnusedVariable") // read by the database
@Table(name = "push_queue")
public class QueuedMessage {

    /** The number of the device whose queue it is, and the place in the queue. */
    @Embeddable
    public record Id(
            @Column(name = "device") long device,
            @Column(name = "seq") long seq) implements Serializable {}

    @EmbeddedId
    private Id id;

    @Column(nullable = false, length = 64)
    private String message;

    @Column(nullable = false)
    private int bytes;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected QueuedMessage() {}
}
