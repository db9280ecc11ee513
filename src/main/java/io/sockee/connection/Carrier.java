package io.sockee.connection;

/** The sending half of a transport, as its {@link Outbox} sees it. */
public interface Carrier {

    /**
     * Takes one or more frames from the outbox and begins to send them, then calls {@link Outbox#carried()}, from any
     * thread, as soon as it could take more. Only called while the outbox has frames, and not again before
     * {@code carried}. Must not block.
     */
    void carry(Outbox outbox);
}
