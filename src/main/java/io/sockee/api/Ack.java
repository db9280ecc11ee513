package io.sockee.api;

/**
 * Answers one event of a client, by hand and without an envelope. Safe for any thread, also after the method has
 * returned.
 */
public interface Ack {

    /** Whether the client asked for an answer; when it did not, {@link #send} does nothing. */
    boolean isRequested();

    /** Sends the answer. Only the first call does; the client waits for one. */
    void send(Object... arguments);
}
