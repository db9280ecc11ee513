package io.sockee.session;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store that has another one do everything. */
abstract class ForwardingStore implements SessionStore {
    private final SessionStore store;

    ForwardingStore(SessionStore store) {
        this.store = store;
    }

    /** The other one, asked for each call. */
    SessionStore store() {
        return store;
    }

    @Override
    public Optional<Stored> find(String digest) {
        return store().find(digest);
    }

    @Override
    public Optional<Stored> read(long row) {
        return store().read(row);
    }

    @Override
    public List<Written> write(List<Write> writes, Instant now, int most) {
        return store().write(writes, now, most);
    }

    @Override
    public Map<Long, Long> versions(Collection<Long> rows) {
        return store().versions(rows);
    }

    @Override
    public List<Version> changedSince(Instant time, int most) {
        return store().changedSince(time, most);
    }

    @Override
    public int purge(Instant usedBefore, Instant createdBefore, int most) {
        return store().purge(usedBefore, createdBefore, most);
    }
}
