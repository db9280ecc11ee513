package io.sockee.api;

/**
 * Sends to sockets from any bean: scheduled jobs, REST resources, entity listeners. As it is injected, it speaks to the
 * namespace {@code /}. Safe for any thread.
 */
public interface Publisher extends Broadcast {

    /** The same for another namespace; nobody receives anything when there is none of that name. */
    Publisher namespace(String name);

    /** The same as {@link #to}. */
    default Broadcast channel(String... rooms) {
        return to(rooms);
    }
}
