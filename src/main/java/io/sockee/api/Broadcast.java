package io.sockee.api;

import org.jspecify.annotations.Nullable;

/**
 * A choice of sockets of one namespace, and a way to send to them. Immutable: each method that narrows or widens the
 * choice returns another one. Safe for any thread; does not block.
 */
public interface Broadcast {

    /**
     * Narrows the choice to the sockets in at least one of these rooms, or of those named before. A socket's id is the
     * name of a room that has this socket alone.
     *
     * @param rooms the rooms' names
     * @return the narrower choice
     */
    Broadcast to(String... rooms);

    /**
     * The same as {@link #to}.
     *
     * @param rooms the rooms' names
     * @return the narrower choice
     */
    default Broadcast in(String... rooms) {
        return to(rooms);
    }

    /**
     * Leaves out the sockets in any of these rooms.
     *
     * @param rooms the rooms' names
     * @return the narrower choice
     */
    Broadcast except(String... rooms);

    /**
     * Sends only to sockets whose connection can take the event at once; for the others it is dropped.
     *
     * @return the same choice, for events that are sent in this way
     */
    Broadcast ifWritable();

    /**
     * Sends an event once to each socket that belongs to the choice when the event leaves: at once, or in a transaction after
     * the commit.
     *
     * @param event its name
     * @param arguments its arguments, as for {@link Socket#emit}
     * @throws IllegalArgumentException when an argument has no JSON form
     * @throws IllegalStateException when too many events wait for the transaction's commit already
     */
    void emit(String event, @Nullable Object... arguments);
}
