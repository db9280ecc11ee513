package io.sockee.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A login, as a row: the digest of its token, and whether it outlasts the token's time ("remember me"). The row stays when the
 * token is renewed, so that to end a login ends it for its old and its new token.
 */
@Entity
@Table(name = "user_keys")
@NamedQuery(name = "UserKey.byDigest", query = "select k from UserKey k join fetch k.user where k.digest = :digest")
@NamedQuery(name = "UserKey.byId", query = "select k from UserKey k join fetch k.user where k.id = :id")
@NamedQuery(
        name = "UserKey.byPrevious",
        query = "select k from UserKey k join fetch k.user where k.previousDigest = :digest"
                + " and (k.previousUntil is null or k.previousUntil > :now)")
@NamedQuery(name = "UserKey.ofUser", query = "select k from UserKey k where k.user = :user order by k.issued desc")
@NamedQuery(name = "UserKey.deleteOfUser", query = "delete from UserKey k where k.user = :user")
@NamedQuery(name = "UserKey.present", query = "select k.id from UserKey k where k.id in (:ids)")
@NamedQuery(name = "UserKey.delete", query = "delete from UserKey k where k.id = :id")
@NamedQuery(
        name = "UserKey.deletePast",
        query = "delete from UserKey k where k.persistent = false and k.issued < :stale")
@NamedQuery(
        name = "UserKey.deleteForgotten",
        query = "delete from UserKey k where k.id = :id and k.persistent = true and k.issued < :stale")
@NamedQuery(
        name = "UserKey.forgotten",
        query = "select k.id from UserKey k where k.persistent = true and k.issued < :stale")
public class UserKey {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(name = "user_id", nullable = false)
    private UserAccount user;

    @Column(name = "tokey", nullable = false, unique = true, length = 64)
    private String digest;

    @Column(nullable = false)
    private boolean persistent;

    @Column(name = "insdate", nullable = false)
    private Instant issued;

    @Column(name = "previous_tokey", length = 64)
    private @Nullable String previousDigest;

    @Column(name = "previous_until")
    private @Nullable Instant previousUntil;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected UserKey() {}

    UserKey(UserAccount user, String digest, boolean persistent, Instant issued) {
        this.user = user;
        this.digest = digest;
        this.persistent = persistent;
        this.issued = issued;
    }

    /** The login's number; known when it has been stored. */
    long id() {
        if (id == null) {
            throw new IllegalStateException("The login has not been stored.");
        }
        return id;
    }

    UserAccount user() {
        return user;
    }

    boolean isPersistent() {
        return persistent;
    }

    /** How long the login is still good, if it ends with its token's time. */
    Optional<Duration> left(Duration timeout, Instant now) {
        return persistent ? Optional.empty() : Optional.of(Duration.between(now, issued.plus(timeout)));
    }

    boolean isYoungerThan(Duration age, Instant now) {
        return issued.plus(age).isAfter(now);
    }

    /** Whether this is the digest of its old token, which is good until the new one is used, and for a while after that. */
    boolean wasKnownBy(String other) {
        return !digest.equals(other);
    }

    /**
     * Whether its token has been renewed and the new one not been used yet. The new one may have been lost on its way: with a
     * refused connect, a broken connection, an answer that nobody read.
     */
    boolean isUnclaimed() {
        return previousDigest != null && previousUntil == null;
    }

    /** The new token has been used, so its client has it. */
    void claim(Instant oldIsGoodUntil) {
        previousUntil = oldIsGoodUntil;
    }

    /** From now on a new token stands for the login; so does the last token that was used, until the new one is. */
    void renew(String newDigest, Instant now) {
        if (!isUnclaimed()) {
            previousDigest = digest;
        }
        previousUntil = null;
        digest = newDigest;
        issued = now;
    }
}
