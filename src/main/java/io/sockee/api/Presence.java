package io.sockee.api;

import java.util.List;
import java.util.Set;

/**
 * Who is here: the users that are online, and the presences in rooms. An injected one knows the rooms of the namespace
 * {@code /}. What it returns are copies of what is known at this moment. Safe for any thread; does not block.
 *
 * <p>A user is online as long as a socket belongs to the user, and for {@code sockee.presence.grace} longer, so that a reload is
 * no leave. Observers are told by {@link UserOnline} and {@link UserOffline}. Sockets say of themselves that they are present in
 * a room, with what is to be known of them: see {@link Socket#presence}.
 */
public interface Presence {

    /**
     * A presence in a room.
     *
     * @param ref tells it from all others
     * @param key the id of the socket's user; of a socket that belongs to nobody its own id. Two connections of a user are two
     *     presences with one key
     * @param metadata what the application wants known of it, as JSON
     */
    record Present(String ref, String key, Json metadata) {}

    /** {@return the ids of the users that are online} */
    Set<String> usersOnline();

    /**
     * Whether a user is online.
     *
     * @param user the user's id
     * @return whether a socket belongs to the user, or did a moment ago
     */
    boolean isOnline(String user);

    /**
     * Who is present in a room.
     *
     * @param room its name
     * @return the presences, in the order in which they began
     */
    List<Present> in(String room);

    /**
     * The same for another namespace.
     *
     * @param name the namespace's name, which begins with a slash
     * @return what knows the presences of its rooms
     */
    Presence namespace(String name);
}
