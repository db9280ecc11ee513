package io.sockee.api;

/**
 * A choice of sockets of one namespace, and a way to send to them. Immutable: each method that narrows or widens the
 * choice returns another one. Safe for any thread.
 */
public interface Broadcast {

    /** Only sockets in at least one of these rooms, or of those named before. A socket's id names it alone. */
    Broadcast to(String... rooms);

    /** The same as {@link #to}. */
    default Broadcast in(String... rooms) {
        return to(rooms);
    }

    /** Not the sockets in any of these rooms. */
    Broadcast except(String... rooms);

    /** Sends only to sockets that can take it at once; for others it is lost. */
    Broadcast ifWritable();

    /** Sends an event to each socket of the choice, once. */
    void emit(String event, Object... arguments);
}
