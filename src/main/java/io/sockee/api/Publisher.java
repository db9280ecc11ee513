package io.sockee.api;

/**
 * Sends to sockets from any bean: scheduled jobs, REST resources, entity listeners. As it is injected, it speaks to the
 * namespace {@code /}. Safe for any thread.
 */
public interface Publisher extends Broadcast {

    /**
     * The same for another namespace. Nobody receives anything when there is none of that name.
     *
     * @param name its name, which begins with a slash
     * @return what speaks to it
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
