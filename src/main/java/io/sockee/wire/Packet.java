package io.sockee.wire;

import io.sockee.event.Event;
import io.sockee.event.RawArguments;
import org.jspecify.annotations.Nullable;

/** What a message of a client turned out to be. Immutable. */
public sealed interface Packet {

    /** A packet that names a namespace. */
    sealed interface InNamespace extends Packet {
        String namespace();
    }

    /**
     * The client wants to join a namespace.
     *
     * @param auth the auth payload, a JSON object; null when the client sent none
     */
    record Connect(String namespace, @Nullable String auth) implements InNamespace {}

    /** The client leaves a namespace. */
    record Disconnect(String namespace) implements InNamespace {}

    /**
     * An event.
     *
     * @param ackId the id to answer with, or {@link Wire#NO_ACK}
     */
    record Emit(String namespace, long ackId, Event event) implements InNamespace {}

    /** The answer to an event of the server. */
    record Ack(String namespace, long ackId, RawArguments arguments) implements InNamespace {}

    /** No packet yet: attachments are still to come. */
    record Awaiting() implements Packet {}

    /**
     * The message breaks the protocol.
     *
     * @param why for logs; holds nothing of the message
     */
    record Malformed(String why) implements Packet {}
}
