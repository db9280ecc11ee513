package io.sockee.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in memory: for tests, and for applications without a data source, whose sessions end with them. When there would be
 * more than a bound, the one that was changed longest ago ends.
 */
public final class MemorySessions implements SessionStore {
    private final int bound;
    private final Map<Long, Kept> kept =
            new LinkedHashMap<>(); // in the order of the last changes; guarded by this, as all is
    private final Map<String, Long> rows = new HashMap<>();
    private long last;

    private record Kept(Stored stored, Instant changed) {}

    /**
     * @param bound how many sessions there may be
     */
    public MemorySessions(int bound) {
        this.bound = bound;
    }

    @Override
    public synchronized Optional<Stored> find(String digest) {
        return Optional.ofNullable(rows.get(digest)).flatMap(this::read);
    }

    @Override
    public synchronized Optional<Stored> read(long row) {
        return Optional.ofNullable(kept.get(row)).map(Kept::stored);
    }

    @Override
    public synchronized List<Written> write(List<Write> writes, Instant now, int most) {
        return writes.stream().map(write -> write(write, now, most)).toList();
    }

    private Written write(Write write, Instant now, int most) {
        for (End end : write.ends()) {
            remove(end.row() == null ? rows.get(end.digest()) : end.row());
        }
        Long row = write.row() == null ? rows.get(write.digest()) : write.row();
        Kept before = row == null ? null : kept.get(row);
        if (before == null && write.row() != null && write.moved() && rows.containsKey(write.digest())) {
            before = kept.get(rows.get(write.digest())); // made before, without the answer having come
        }
        if (before == null && write.row() != null) {
            return new Written(null, true);
        }
        if (before != null && write.takesFrom(before.stored().state())) {
            remove(before.stored().row());
            before = null;
        }
        SessionState state = (before == null
                        ? SessionState.begun(write.created())
                        : before.stored().state())
                .after(write.change());
        if (before == null && state.isEmpty()) {
            return new Written(null, false);
        }
        long number = before == null ? ++last : before.stored().row();
        long version = before == null ? 1 : before.stored().version() + 1;
        remove(number);
        String digest = before == null || write.moved()
                ? write.digest()
                : before.stored().digest();
        Stored stored = new Stored(number, digest, version, state);
        kept.put(number, new Kept(stored, now));
        rows.put(digest, number);
        if (write.change().user().isPresent()) {
            state.user().ifPresent(user -> endSurplus(user.user().id(), number, most));
        }
        if (kept.size() > bound) {
            remove(kept.keySet().iterator().next());
        }
        return new Written(stored, false);
    }

    private void endSurplus(String user, long spared, int most) {
        List<Stored> others = new ArrayList<>(kept.values().stream()
                .map(Kept::stored)
                .filter(stored -> stored.row() != spared)
                .filter(stored -> stored.state()
                        .user()
                        .filter(u -> u.user().id().equals(user))
                        .isPresent())
                .sorted(Comparator.comparing((Stored stored) -> stored.state().used())
                        .reversed())
                .toList());
        others.stream().skip(most - 1L).forEach(stored -> remove(stored.row()));
    }

    private void remove(@Nullable Long row) {
        Kept removed = row == null ? null : kept.remove(row);
        if (removed != null) {
            rows.remove(removed.stored().digest());
        }
    }

    @Override
    public synchronized Map<Long, Long> versions(Collection<Long> asked) {
        Map<Long, Long> versions = new HashMap<>();
        for (Long row : asked) {
            read(row).ifPresent(stored -> versions.put(row, stored.version()));
        }
        return versions;
    }

    @Override
    public synchronized List<Version> changedSince(Instant time, int most) {
        return kept.values().stream()
                .filter(one -> !one.changed().isBefore(time))
                .sorted(Comparator.comparing(Kept::changed).reversed())
                .limit(most)
                .map(one -> new Version(one.stored().row(), one.stored().version()))
                .toList();
    }

    @Override
    public synchronized int purge(Instant usedBefore, Instant createdBefore, int most) {
        List<Long> past = kept.values().stream()
                .map(Kept::stored)
                .filter(stored -> stored.state().used().isBefore(usedBefore)
                        || stored.state().created().isBefore(createdBefore))
                .limit(most)
                .map(Stored::row)
                .toList();
        past.forEach(this::remove);
        return past.size();
    }
}
