package io.sockee.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A login that has ended; kept until all other servers must have heard of it. */
@Entity
@Table(name = "user_key_ends")
@NamedQuery(name = "EndedLogin.since", query = "select e.login from EndedLogin e where e.ended > :since")
@NamedQuery(name = "EndedLogin.deletePast", query = "delete from EndedLogin e where e.ended < :stale")
public class EndedLogin {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @SuppressWarnings("UnusedVariable") // read by the database
    private @Nullable Long id;

    @Column(nullable = false)
    @SuppressWarnings("UnusedVariable")
    private long login;

    @Column(nullable = false)
    @SuppressWarnings("UnusedVariable")
    private Instant ended;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected EndedLogin() {}

    EndedLogin(long login, Instant ended) {
        this.login = login;
        this.ended = ended;
    }
}
