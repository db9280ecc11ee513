package io.sockee.hub;

/** A socket, as rooms and broadcasts see it. */
public interface Member {

    /** The socket's id. */
    String id();

    /** The rooms that it is in; kept by the {@link Namespace}. */
    Membership membership();

    /** Takes a message. Called from any thread; must not block, and must not throw. */
    void receive(Emission emission);
}
