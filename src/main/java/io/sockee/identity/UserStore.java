package io.sockee.identity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads and writes users and their logins. Each call belongs to the transaction of the entity manager. */
final class UserStore {
    private final EntityManager entities;

    UserStore(EntityManager entities) {
        this.entities = entities;
    }

    Optional<UserAccount> user(String name) {
        return entities.createNamedQuery("UserAccount.byName", UserAccount.class)
                .setParameter("name", UserAccount.fold(name))
                .getResultStream()
                .findFirst();
    }

    Optional<UserAccount> user(long id) {
        return Optional.ofNullable(entities.find(UserAccount.class, id));
    }

    /** Stores a user, and finds out at once whether the name is still free. */
    void add(UserAccount user) {
        entities.persist(user);
        entities.flush();
    }

    /** The login of a token, locked until the transaction ends: two checks must not both renew it. */
    Optional<UserKey> key(String digest) {
        return entities.createNamedQuery("UserKey.byDigest", UserKey.class)
                .setParameter("digest", digest)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    void add(UserKey key) {
        entities.persist(key);
    }

    void remove(UserKey key) {
        entities.remove(key);
    }

    /** Ends all logins of a user; returns the digests of their tokens. */
    List<String> removeKeys(UserAccount user) {
        List<String> digests = entities.createNamedQuery("UserKey.digestsOfUser", String.class)
                .setParameter("user", user)
                .getResultList();
        int unused = entities.createNamedQuery("UserKey.deleteOfUser")
                .setParameter("user", user)
                .executeUpdate();
        return digests;
    }

    /** Removes logins that nobody can use any more. */
    int removePast(Instant stale, Instant now) {
        return entities.createNamedQuery("UserKey.deletePast")
                .setParameter("stale", stale)
                .setParameter("now", now)
                .executeUpdate();
    }
}
