package io.sockee.api;

import java.util.Set;

/**
 * A CDI event: the application emits, to one socket or to many; told once, however many receive it. For logs, traces and tests.
 *
 * <p>Observers run on the thread that emits, before the event leaves, and so must not block; in a transaction it leaves after the
 * commit, and with a rollback it does not leave at all. What an observer emits is not told. When one fails, that is logged, and the
 * event leaves all the same. One that waits for a phase of the transaction ({@code during}) is refused at the start. Answers to clients
 * are no events.
 *
 * @param namespace the namespace's name
 * @param event the event's name
 * @param arguments its arguments, as clients get them
 * @param rooms to whom it goes: the rooms' names, a socket's id for one socket; empty where it goes to everyone, or to users
 * @param users the ids of the users to whom it goes, where it goes to users
 * @param except the rooms that are left out; the id of the socket that does not get its own broadcast
 * @since 0.1
 */
public record EventEmitted(
        String namespace, String event, Arguments arguments, Set<String> rooms, Set<String> users, Set<String> except) {

    /** Without the arguments, which may hold secrets. */
    @Override
    public String toString() {
        return "event " + event + " in " + namespace;
    }
}
