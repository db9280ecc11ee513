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
     * The same as {@link #to}.
     *
     * @param rooms the rooms' names
     * @return the sockets in them
     */
    default Broadcast channel(String... rooms) {
        return to(rooms);
    }
}
