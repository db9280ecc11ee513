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
import org.jspecify.annotations.Nullable;

/** A login: the digest of its token, and whether it outlasts its time ("remember me"). A row for each. */
@Entity
@Table(name = "user_keys")
@NamedQuery(name = "UserKey.byDigest", query = "select k from UserKey k join fetch k.user where k.digest = :digest")
@NamedQuery(name = "UserKey.digestsOfUser", query = "select k.digest from UserKey k where k.user = :user")
@NamedQuery(name = "UserKey.deleteOfUser", query = "delete from UserKey k where k.user = :user")
@NamedQuery(
        name = "UserKey.deletePast",
        query = "delete from UserKey k where (k.persistent = false and k.issued < :stale) or k.replacedUntil < :now")
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

    @Column(name = "replaced_until")
    private @Nullable Instant replacedUntil;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected UserKey() {}

    UserKey(UserAccount user, String digest, boolean persistent, Instant issued) {
        this.user = user;
        this.digest = digest;
        this.persistent = persistent;
        this.issued = issued;
    }

    UserAccount user() {
        return user;
    }

    String digest() {
        return digest;
    }

    boolean isPersistent() {
        return persistent;
    }

    boolean isYoungerThan(Duration age, Instant now) {
        return issued.plus(age).isAfter(now);
    }

    /** Whether another token has taken its place; calls that are under way may still use it until then. */
    boolean isReplaced() {
        return replacedUntil != null;
    }

    boolean isUsable(Instant now) {
        return replacedUntil == null || replacedUntil.isAfter(now);
    }

    void replacedUntil(Instant until) {
        replacedUntil = until;
    }
}
