package io.sockee.session;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A store that may be away. */
record AwayStore(SessionStore store, BooleanSupplier away) implements SessionStore {

    private SessionStore there() {
        if (away.getAsBoolean()) {
            throw new IllegalStateException("the test's database is away");
        }
        return store;
    }

    @Override
    public Optional<Stored> find(String digest) {
        return there().find(digest);
    }

    @Override
    public Optional<Stored> read(long row) {
        return there().read(row);
    }

    @Override
    public List<Written> write(List<Write> writes, Instant now, int most) {
        return there().write(writes, now, most);
    }

    @Override
    public Map<Long, Long> versions(Collection<Long> rows) {
        return there().versions(rows);
    }

    @Override
    public List<Version> changedSince(Instant time, int most) {
        return there().changedSince(time, most);
    }

    @Override
    public int purge(Instant usedBefore, Instant createdBefore, int most) {
        return there().purge(usedBefore, createdBefore, most);
    }
}
