package io.sockee.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A server to which devices are connected. When it has not been seen for a while it is gone, and its devices have left. */
@Entity
@Table(name = "push_nodes")
public class Node {

    @Id
    @Column(length = 64)
    private String id;

    @Column(nullable = false)
    private Instant seen;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Node() {}

    Node(String id, Instant seen) {
        this.id = id;
        this.seen = seen;
    }

    String id() {
        return id;
    }

    Instant seen() {
        return seen;
    }

    void seen(Instant now) {
        seen = now;
    }
}
