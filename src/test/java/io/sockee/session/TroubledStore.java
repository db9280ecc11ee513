package io.sockee.session;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A store in which something happens before a write or after it, such as a failure. */
final class TroubledStore implements SessionStore {
    private final SessionStore store;
    private Consumer<List<Write>> before = writes -> {};
    private Runnable after = () -> {};

    TroubledStore(SessionStore store) {
        this.store = store;
    }

    /** What happens before each write from now on. */
    void before(Consumer<List<Write>> happens) {
        before = happens;
    }

    /** What happens after the next write that is made, before its answer. */
    void after(Runnable happens) {
        after = () -> {
            after = () -> {};
            happens.run();
        };
    }

    /** The next write that is made has no answer. */
    void loseAnswer() {
        after(() -> {
            throw new IllegalStateException("the test's lost answer");
        });
    }

    @Override
    public List<Written> write(List<Write> writes, Instant now, int most) {
        before.accept(writes);
        List<Written> written = store.write(writes, now, most);
        after.run();
        return written;
    }

    @Override
    public Optional<Stored> find(String digest) {
        return store.find(digest);
    }

    @Override
    public Optional<Stored> read(long row) {
        return store.read(row);
    }

    @Override
    public Map<Long, Long> versions(Collection<Long> rows) {
        return store.versions(rows);
    }

    @Override
    public List<Version> changedSince(Instant time, int most) {
        return store.changedSince(time, most);
    }

    @Override
    public int purge(Instant usedBefore, Instant createdBefore, int most) {
        return store.purge(usedBefore, createdBefore, most);
    }
}
