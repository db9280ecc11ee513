package io.sockee.socket;

import io.sockee.address.Target;
import io.sockee.event.Event;
import io.sockee.hub.Hub;
import io.sockee.hub.Publication;
import io.sockee.routing.ValueCodec;
import io.sockee.transaction.CommitGate;
import org.jspecify.annotations.Nullable;

/**
 * The way of everything that the application emits: encoded at once, since values change, then through the commit gate.
 *
 * @param gate lets it leave now, or with the commit of the transaction that the thread is in
 * @param hub takes what goes to many
 */
public record Emitter(ValueCodec codec, CommitGate gate, Hub hub) {

    /** Encodes an event. */
    Event encode(String event, @Nullable Object... arguments) {
        return new Event(event, codec.encode(arguments));
    }

    /** Publishes to a choice of a namespace's sockets: to those that are there when it leaves. */
    void publish(
            String namespace,
            Target target,
            @Nullable String sender,
            String event,
            boolean onlyIfWritable,
            @Nullable Object... arguments) {
        Publication publication = new Publication(namespace, encode(event, arguments), target, sender, onlyIfWritable);
        gate.pass(() -> hub.publish(publication));
    }
}
