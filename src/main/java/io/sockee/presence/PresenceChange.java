package io.sockee.presence;

import io.sockee.api.User;

/** What one node tells the others of those who are on it. */
public sealed interface PresenceChange {

    /** The name of the node, new with each of its starts. */
    String node();

    /** Somebody is present in a room. */
    record Joined(String node, Scope scope, Present present) implements PresenceChange {}

    /** A presence has ended. */
    record Left(String node, Scope scope, String ref) implements PresenceChange {}

    /** A presence has taken another one's place. */
    record Replaced(String node, Scope scope, String ref, Present by) implements PresenceChange {}

    /** A user is online there. */
    record Online(String node, User user) implements PresenceChange {}

    /** A user is not online there any more. */
    record Offline(String node, User user) implements PresenceChange {}

    /** The node begins to tell all that are on it. */
    record Begins(String node) implements PresenceChange {}

    /** It has told all: who was not named since it began is not on it. */
    record Ends(String node) implements PresenceChange {}

    /** The node is alive. */
    record Alive(String node) implements PresenceChange {}

    /** The node stops: nobody is on it any more. */
    record Gone(String node) implements PresenceChange {}
}
