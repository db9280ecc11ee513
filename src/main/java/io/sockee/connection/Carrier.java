package io.sockee.connection;

/** The sending half of a transport, as its {@link Outbox} sees it. */
public interface Carrier {

    /**
     * Takes one or more frames from the outbox and begins to send them; calls {@link Outbox#carried()}, from any thread, as
     * soon as it could take more. Called when frames are queued, and not again before {@code carried}; when the outbox has
     * been discarded meanwhile, the first {@link Outbox#take()} may give null. A carrier that fails does not call
     * {@code carried}: nothing more is carried by it. Must not block, and must not throw.
     */
    void carry(Outbox outbox);

    /** Whether it only waits for what else may come soon, and will then send all of it. Any thread. */
    default boolean isGathering() {
        return false;
    }

    /** More has been queued while it {@linkplain #isGathering gathers}, by this thread, which may not be the one it waits for. */
    default void nudge() {}

    /**
     * Sends what it has gathered, and waits for nothing more. Any thread.
     *
     * @return false when it was not {@linkplain #isGathering gathering}: nothing has changed
     */
    default boolean hurry() {
        return false;
    }
}
