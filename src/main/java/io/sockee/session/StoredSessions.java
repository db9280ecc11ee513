package io.sockee.session;

import io.sockee.persistence.Entities;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sessions in Sockee's tables. */
public final class StoredSessions implements SessionStore {
    private final Entities entities;

    public StoredSessions(Entities entities) {
        this.entities = entities;
    }

    /** The classes of all entities. */
    public static List<Class<?>> entities() {
        return List.of(SessionRow.class);
    }

    @Override
    public Optional<Stored> find(String digest) {
        return entities.call(manager -> byDigest(manager, digest).map(SessionRow::stored));
    }

    @Override
    public Optional<Stored> read(long row) {
        return entities.call(manager ->
                Optional.ofNullable(manager.find(SessionRow.class, row)).map(SessionRow::stored));
    }

    private static Optional<SessionRow> byDigest(EntityManager manager, String digest) {
        return manager.createNamedQuery("Session.byDigest", SessionRow.class)
                .setParameter("digest", digest)
                .getResultStream()
                .findFirst();
    }

    @Override
    public List<Written> write(List<Write> writes, Instant now, int most) {
        return entities.call(manager -> {
            Written[] written = new Written[writes.size()];
            // Rows are locked in the order of their numbers, so that two servers never wait for each other.
            List<Integer> order = IntStream.range(0, writes.size())
                    .boxed()
                    .sorted(Comparator.comparing((Integer i) -> number(writes.get(i))))
                    .toList();
            for (int i : order) {
                written[i] = write(manager, writes.get(i), now, most);
            }
            return List.of(written);
        });
    }

    private static long number(Write write) {
        return write.row() == null ? Long.MAX_VALUE : write.row();
    }

    private static Written write(EntityManager manager, Write write, Instant now, int most) {
        write.ends().forEach(end -> end(manager, end));
        SessionRow row = locked(manager, write);
        if (row == null && write.row() != null) {
            return new Written(null, true);
        }
        if (row != null && write.takesFrom(row.state())) {
            manager.detach(row);
            end(manager, new End(row.stored().row(), row.digest()));
            row = null;
        }
        SessionState state = (row == null ? SessionState.begun(write.created()) : row.state()).after(write.change());
        if (row == null) {
            if (state.isEmpty()) {
                return new Written(null, false);
            }
            row = new SessionRow(write.digest(), state, now);
            manager.persist(row);
        } else {
            row.set(write.moved() ? write.digest() : row.digest(), state, now);
        }
        manager.flush();
        Stored stored = row.stored();
        if (write.change().user().isPresent()) {
            state.user().ifPresent(user -> endSurplus(manager, user.user().id(), stored.row(), most));
        }
        manager.clear(); // the next write may find its session ended by this one
        return new Written(stored, false);
    }

    private static @Nullable SessionRow locked(EntityManager manager, Write write) {
        Long number = write.row();
        if (number == null) {
            number = manager.createNamedQuery("Session.numberOf", Long.class)
                    .setParameter("digest", write.digest())
                    .getResultStream()
                    .findFirst()
                    .orElse(null);
        }
        SessionRow row = number == null ? null : manager.find(SessionRow.class, number, LockModeType.PESSIMISTIC_WRITE);
        // The write may have been made before, and have ended another user's session, without the answer having come.
        return row == null && write.row() != null && write.moved()
                ? byDigest(manager, write.digest()).orElse(null)
                : row;
    }

    private static void end(EntityManager manager, End end) {
        int unused = end.row() == null
                ? manager.createNamedQuery("Session.deleteByDigest")
                        .setParameter("digest", end.digest())
                        .executeUpdate()
                : manager.createNamedQuery("Session.delete")
                        .setParameter("ids", List.of(end.row()))
                        .executeUpdate();
    }

    private static void endSurplus(EntityManager manager, String user, long spared, int most) {
        List<Long> surplus = manager.createNamedQuery("Session.othersOfUser", Long.class)
                .setParameter("user", user)
                .setParameter("spared", spared)
                .setFirstResult(most - 1)
                .setMaxResults(100)
                .getResultList();
        if (!surplus.isEmpty()) {
            int unused = manager.createNamedQuery("Session.delete")
                    .setParameter("ids", surplus)
                    .executeUpdate();
        }
    }

    @Override
    public Map<Long, Long> versions(Collection<Long> rows) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        Map<Long, Long> versions = new HashMap<>();
        entities.call(manager -> manager.createNamedQuery("Session.versions", Object[].class)
                        .setParameter("ids", rows)
                        .getResultList())
                .forEach(pair -> versions.put((Long) pair[0], (Long) pair[1]));
        return versions;
    }

    @Override
    public List<Version> changedSince(Instant time, int most) {
        return entities
                .call(manager -> manager.createNamedQuery("Session.changed", Object[].class)
                        .setParameter("since", time)
                        .setMaxResults(most)
                        .getResultList())
                .stream()
                .map(pair -> new Version((Long) pair[0], (Long) pair[1]))
                .toList();
    }

    @Override
    public int purge(Instant usedBefore, Instant createdBefore, int most) {
        return entities.call(manager -> {
            List<Long> past = manager.createNamedQuery("Session.past", Long.class)
                    .setParameter("used", usedBefore)
                    .setParameter("created", createdBefore)
                    .setMaxResults(most)
                    .getResultList();
            // One that is used at this moment has to stay.
            return past.isEmpty()
                    ? 0
                    : manager.createNamedQuery("Session.deletePast")
                            .setParameter("ids", past)
                            .setParameter("used", usedBefore)
                            .setParameter("created", createdBefore)
                            .executeUpdate();
        });
    }
}
