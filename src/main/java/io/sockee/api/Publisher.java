package io.sockee.api;

/**
 * Sends to sockets from any bean: scheduled jobs, REST resources, entity listeners. An injected one sends to the namespace
 * {@code /}. Safe for any thread.
 */
public interface Publisher extends Broadcast {

    /**
     * A publisher for another namespace. When there is no namespace of that name, nobody receives what it sends.
     *
     * @param name the namespace's name, which begins with a slash
     * @return the publisher for it
     */
    Publisher namespace(String name);

    /**
     * All sockets of a user, whichever login they belong to.
     *
     * @param id the user's id
     * @return the sockets at which the user is logged in when the event leaves
     * @since 0.1
     */
    Broadcast toUser(String id);

    /**
     * The same as {@link #to}.
     *
     * @param rooms the rooms' names
     * @return the sockets in them
     */
    default Broadcast channel(String... rooms) {
        return to(rooms);
    }
}
