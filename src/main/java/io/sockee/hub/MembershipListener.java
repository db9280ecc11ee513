package io.sockee.hub;

import java.util.Set;

/**
 * Is told who is in a namespace of this node and in its rooms, but for those of the server's own. Called on the thread that makes the change, after it and without
 * a lock: when two threads let one socket join and leave the same room at a time, the calls may come in the other order, and
 * the socket's {@link Membership} says what is true. Must not block, and must not throw.
 */
public interface MembershipListener {

    /** The socket has become a member of the namespace. */
    default void entered(Namespace namespace, Member member) {}

    /** The socket has joined a room in which it was not; perhaps before it has {@linkplain #entered entered} the namespace. */
    default void joined(Namespace namespace, Member member, String room) {}

    /** The socket has left a room, but not the namespace. */
    default void left(Namespace namespace, Member member, String room) {}

    /**
     * The socket has left the namespace for good; or it was not let in, and had joined rooms before.
     *
     * @param rooms those that it has left by that; {@link #left} is not called for them
     */
    default void quit(Namespace namespace, Member member, Set<String> rooms) {}
}
