package io.sockee.hub;

import java.util.Set;

/**
 * Wants to know who is in a namespace of this node and in its rooms. Told on the thread that changes it, after the change and
 * without a lock: of two threads that let one socket join and leave one room at a time, the first may tell last. Who needs to
 * know what is, looks at the socket's {@link Membership}. Must not block, and not throw.
 */
public interface MembershipListener {

    /** The socket has become a member of the namespace. */
    default void entered(Namespace namespace, Member member) {}

    /** The socket has joined the room, which it was not in; it may do so before it {@linkplain #entered enters}. */
    default void joined(Namespace namespace, Member member, String room) {}

    /** The socket has left the room, but not the namespace. */
    default void left(Namespace namespace, Member member, String room) {}

    /**
     * The socket has left the namespace, for good, or was not let in and has left the rooms that it had joined before.
     *
     * @param rooms those that it has left with it
     */
    default void quit(Namespace namespace, Member member, Set<String> rooms) {}
}
