package io.sockee.api;

/**
 * An {@linkplain Emitter emitter} that can be narrowed: extend it, and each of its methods gives the emitter for fewer sockets.
 * Immutable, as {@link Broadcast} is, whose methods of the same names say more. Safe for any thread; does not block.
 *
 * @param <E> the emitter itself
 * @since 0.1
 */
public interface Addressed<E extends Addressed<E>> {

    /**
     * Narrows to the sockets in at least one of these rooms, or of those named before. A socket's id is the name of a room that
     * has this socket alone.
     *
     * @param rooms the rooms' names
     * @return the narrower emitter
     */
    E to(String... rooms);

    /**
     * Narrows to the sockets at which a user is logged in, besides the rooms that were named before.
     *
     * @param id the user's id
     * @return the narrower emitter
     */
    E toUser(String id);

    /**
     * Leaves out the sockets in any of these rooms.
     *
     * @param rooms the rooms' names
     * @return the narrower emitter
     */
    E except(String... rooms);

    /**
     * Emits only to sockets whose connection can take the event at once.
     *
     * @return the emitter that does so
     */
    E ifWritable();

    /**
     * Emits compressed or not, where a connection has compression.
     *
     * @param compress false for events that are to leave as they are
     * @return the emitter that does so
     */
    E compress(boolean compress);

    /**
     * Emits to the sockets of this server alone, where several work together.
     *
     * @return the emitter that does so
     */
    E local();
}
