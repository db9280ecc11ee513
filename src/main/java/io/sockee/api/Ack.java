package io.sockee.api;

import org.jspecify.annotations.Nullable;

/**
 * Answers one event of a client, by hand and without an envelope. Safe for any thread, also after the method has
 * returned.
 */
public interface Ack {

    /** {@return whether the client asked for an answer} When it did not, {@link #send} does nothing. */
    boolean isRequested();

    /**
     * Sends the answer. Only the first call does, since a client waits for one answer. In a transaction it waits for the
     * commit.
     *
     * @param arguments what the client's callback gets, each in any form that can become JSON
     */
    void send(@Nullable Object... arguments);
}
