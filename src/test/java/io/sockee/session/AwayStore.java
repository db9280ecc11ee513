package io.sockee.session;

import java.util.function.BooleanSupplier;

/** A store that may be away. */
final class AwayStore extends ForwardingStore {
    private final BooleanSupplier away;

    AwayStore(SessionStore store, BooleanSupplier away) {
        super(store);
        this.away = away;
    }

    @Override
    SessionStore store() {
        if (away.getAsBoolean()) {
            throw new IllegalStateException("the test's database is away");
        }
        return super.store();
    }
}
