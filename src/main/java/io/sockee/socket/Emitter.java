package io.sockee.socket;

import io.sockee.event.Event;
import io.sockee.hub.Hub;
import io.sockee.routing.ValueCodec;
import io.sockee.transaction.CommitGate;
import org.jspecify.annotations.Nullable;

/**
 * What the application emits with: it is encoded at once, since values change, then goes through the commit gate.
 *
 * @param gate lets it leave now, or with the commit of the transaction that the thread is in
 * @param hub takes what goes to many
 */
public record Emitter(ValueCodec codec, CommitGate gate, Hub hub) {

    /** Encodes an event. */
    Event encode(String event, @Nullable Object... arguments) {
        return new Event(event, codec.encode(arguments));
    }
}
