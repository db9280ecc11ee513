package io.sockee.hub;

import java.util.Set;

/**
 * Is told who is in a namespace of this node and in its rooms, but for those of the server's own. Called on the thread that makes the change, after it and, if not said otherwise, without
 * a lock: when two threads let one socket join and leave the same room at a time, the calls may come in the other order, and
 * the socket's {@link Membership} says what is true. Must not block, and must not throw.
 */
public interface MembershipListener {

    /**
     * A room has come to be there, as a first socket joins it. Called before {@link #joined}, and, as no other method here, under the
     * lock of the room's name, so that it comes in turn with {@link #deleted}: may only hand over.
     */
    default void created(Namespace namespace, String room) {}

    /** A room is there no more, as the last socket has left it; under the same lock. */
    default void deleted(Namespace namespace, String room) {}

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
