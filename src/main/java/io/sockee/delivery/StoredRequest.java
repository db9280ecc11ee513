package io.sockee.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A request with an Idempotency-Key, and its answer. Of the key and the body only digests are stored. */
@Entity
@Table(name = "push_requests")
public class StoredRequest {

    /** How many chars an answer may have. */
    static final int MAX_ANSWER = Message.MAX_PAYLOAD;

    /** The site's name, and the digest of the key. */
    @Embeddable
    public record Id(
            @Column(name = "site", length = 64) String site,
            @Column(name = "request", length = 64) String request) implements Serializable {}

    @EmbeddedId
    @SuppressWarnings("UnusedVariable") // read by the database
    private Id id;

    @Column(nullable = false, length = 64)
    private String body;

    @Column(nullable = false, length = MAX_ANSWER)
    private String answer;

    @Column(nullable = false)
    private Instant accepted;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected StoredRequest() {}

    StoredRequest(Id id, String body, String answer, Instant accepted) {
        this.id = id;
        this.body = body;
        this.answer = answer;
        this.accepted = accepted;
    }

    boolean hasBody(String digest) {
        return body.equals(digest);
    }

    String answer() {
        return answer;
    }
}
