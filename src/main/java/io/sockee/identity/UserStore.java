package io.sockee.identity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads and writes users and their logins. Each call blocks, in the transaction of the entity manager. */
final class UserStore {
    private final EntityManager entities;

    UserStore(EntityManager entities) {
        this.entities = entities;
    }

    Optional<UserAccount> user(String name) {
        return entities.createNamedQuery("UserAccount.byName", UserAccount.class)
                .setParameter("name", UserAccount.fold(name))
                .getResultStream()
                .filter(user -> user.isCalled(name)) // databases differ: some see no accents, and no blanks at the end
                .findFirst();
    }

    /** A user, locked until the transaction ends, so that no login of the user begins or ends meanwhile. */
    Optional<UserAccount> locked(long id) {
        return Optional.ofNullable(entities.find(UserAccount.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Stores a user, and finds out at once whether the name is still free. */
    void add(UserAccount user) {
        entities.persist(user);
        entities.flush();
    }

    /** The login of a token, also of an old one that is still good after a renewal. */
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

    /** The login of a number. */
    Optional<UserKey> key(long id) {
        return entities.createNamedQuery("UserKey.byId", UserKey.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
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

    /** Removes a login; false when it had been removed already. */
    boolean remove(UserKey key, Instant now) {
        boolean removed = entities.createNamedQuery("UserKey.delete")
                        .setParameter("id", key.id())
                        .executeUpdate()
                > 0;
        if (removed) {
            entities.persist(new EndedLogin(key.id(), now));
        }
        return removed;
    }

    /** The logins of a user, the last one first. */
    List<UserKey> keys(UserAccount user) {
        return entities.createNamedQuery("UserKey.ofUser", UserKey.class)
                .setParameter("user", user)
                .getResultList();
    }

    /** Ends all logins of a locked user; returns their ids. */
    List<Long> removeKeys(UserAccount user, Instant now) {
        List<Long> ids = keys(user).stream().map(UserKey::id).toList();
        int unused = entities.createNamedQuery("UserKey.deleteOfUser")
                .setParameter("user", user)
                .executeUpdate();
        ids.forEach(id -> entities.persist(new EndedLogin(id, now)));
        return ids;
    }

    /** Ends persistent logins that have not been renewed since a time, at most so many; returns their ids. */
    List<Long> removeForgotten(Instant stale, int most, Instant now) {
        List<Long> ids = entities.createNamedQuery("UserKey.forgotten", Long.class)
                .setParameter("stale", stale)
                .setMaxResults(most)
                .getResultList();
        List<Long> removed = new ArrayList<>();
        for (Long id : ids) { // one by one, as one that is renewed at this moment has to stay
            int deleted = entities.createNamedQuery("UserKey.deleteForgotten")
                    .setParameter("id", id)
                    .setParameter("stale", stale)
                    .executeUpdate();
            if (deleted > 0) {
                removed.add(id);
                entities.persist(new EndedLogin(id, now));
            }
        }
        return removed;
    }

    /** The logins that were noted to have ended since a time. */
    List<Long> endedSince(Instant time) {
        return entities.createNamedQuery("EndedLogin.since", Long.class)
                .setParameter("since", time)
                .getResultList();
    }

    /** Removes the notes of logins that ended before a time. */
    void removeEnds(Instant stale) {
        int unused = entities.createNamedQuery("EndedLogin.deletePast")
                .setParameter("stale", stale)
                .executeUpdate();
    }

    /** Those of the given logins that are still there. */
    List<Long> present(Collection<Long> ids) {
        return entities.createNamedQuery("UserKey.present", Long.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** Removes logins that can no longer be used, and returns how many. */
    int removePast(Instant stale) {
        return entities.createNamedQuery("UserKey.deletePast")
                .setParameter("stale", stale)
                .executeUpdate();
    }
}
