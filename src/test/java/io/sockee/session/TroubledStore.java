package io.sockee.session;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** A store in which something happens before a write or after it, such as a failure. */
final class TroubledStore extends ForwardingStore {
    private Consumer<List<Write>> before = writes -> {};
    private Runnable after = () -> {};

    TroubledStore(SessionStore store) {
        super(store);
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
        List<Written> written = super.write(writes, now, most);
        after.run();
        return written;
    }
}
