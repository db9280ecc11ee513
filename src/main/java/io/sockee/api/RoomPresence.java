package io.sockee.api;

/**
 * What one socket shows of itself in a room, and sees of others. Safe for any thread; does not block. When the socket has gone,
 * nothing happens any more.
 */
public interface RoomPresence {

    /**
     * The socket joins the room, and is present in it until it leaves the room or goes. Called again, other metadata takes the
     * place of what there is; the same changes nothing.
     *
     * <p>When the connection of a user goes, the presence stays for {@code sockee.presence.grace}, and the same user's next
     * socket takes it over. What has no user is gone at once.
     *
     * @param metadata what is to be known of it, in any form that can become JSON; without binary data
     * @throws IllegalArgumentException when it has no such form, or is longer than {@code sockee.presence.max-metadata}
     * @throws RefusedException when the socket is present in {@code sockee.presence.max-rooms} rooms already
     */
    void track(Object metadata);

    /** The socket is not present any more. It stays in the room. */
    void untrack();

    /**
     * The client is told who is present, and then what changes, by the event {@code sockee:presence}. The socket need not be in
     * the room.
     *
     * @throws RefusedException when the socket watches {@code sockee.presence.max-rooms} rooms already
     */
    void watch();

    /** The client is told no more; the last that it is told is that. */
    void unwatch();
}
