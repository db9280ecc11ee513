package io.sockee.identity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
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

    /** A user, locked until the transaction ends: nobody logs in or out meanwhile. */
    Optional<UserAccount> locked(long id) {
        return Optional.ofNullable(entities.find(UserAccount.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Stores a user, and finds out at once whether the name is still free. */
    void add(UserAccount user) {
        entities.persist(user);
        entities.flush();
    }

    /** The login of a token, or of one that was renewed a moment ago. */
    Optional<UserKey> key(String digest, Instant now) {
        Optional<UserKey> current = entities.createNamedQuery("UserKey.byDigest", UserKey.class)
                .setParameter("digest", digest)
                .getResultStream()
                .findFirst();
        return current.or(() -> entities.createNamedQuery("UserKey.byPrevious", UserKey.class)
                .setParameter("digest", digest)
                .setParameter("now", now)
                .getResultStream()
                .findFirst());
    }

    /** Reads a login again and locks it: two checks must not both renew it. False when it is gone. */
    boolean lock(UserKey key) {
        try {
            entities.refresh(key, LockModeType.PESSIMISTIC_WRITE);
            return true;
        } catch (EntityNotFoundException e) {
            return false;
        }
    }

    void add(UserKey key) {
        entities.persist(key);
    }

    /** Removes a login; false when somebody else has. */
    boolean remove(UserKey key) {
        return entities.createNamedQuery("UserKey.delete")
                        .setParameter("id", key.id())
                        .executeUpdate()
                > 0;
    }

    /** The logins of a user, the last one first. */
    List<UserKey> keys(UserAccount user) {
        return entities.createNamedQuery("UserKey.ofUser", UserKey.class)
                .setParameter("user", user)
                .getResultList();
    }

    /** Ends all logins of a locked user; returns their ids. */
    List<Long> removeKeys(UserAccount user) {
        List<Long> ids = keys(user).stream().map(UserKey::id).toList();
        int unused = entities.createNamedQuery("UserKey.deleteOfUser")
                .setParameter("user", user)
                .executeUpdate();
        return ids;
    }

    /** Those of some logins that are there. */
    List<Long> present(Collection<Long> ids) {
        return entities.createNamedQuery("UserKey.present", Long.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** Removes logins that nobody can use any more. */
    int removePast(Instant stale) {
        return entities.createNamedQuery("UserKey.deletePast")
                .setParameter("stale", stale)
                .executeUpdate();
    }
}
