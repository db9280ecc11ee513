package io.sockee.hub;

import io.sockee.address.Target;
import io.sockee.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * An event that is published to a choice of a namespace's sockets, on whatever node they are: all that has to be known to
 * deliver it, and nothing of where it came from.
 *
 * @param target rooms and exceptions
 * @param sender the id of the socket that does not get it; null when there is none
 * @param onlyIfWritable whether it is dropped for a socket that cannot take it at once
 * @param plain whether it leaves uncompressed where a connection has compression
 */
public record Publication(
        String namespace,
        Event event,
        Target target,
        @Nullable String sender,
        boolean onlyIfWritable,
        boolean plain) {

    /** One that goes to each socket of the target. */
    public Publication(String namespace, Event event, Target target) {
        this(namespace, event, target, null, false, false);
    }
}
