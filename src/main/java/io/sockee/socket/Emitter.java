package io.sockee.socket;

import io.sockee.event.Event;
import io.sockee.hub.Hub;
import io.sockee.routing.ValueCodec;
import io.sockee.transaction.CommitGate;
import org.jspecify.annotations.Nullable;

/**
 * What the application emits with. Arguments are encoded at once, on the thread that emits, since they may change afterwards;
 * then the event goes through the commit gate. Safe for any thread; does not block.
 *
 * @param gate lets it leave now, or with the commit of the transaction that the thread is in
 * @param hub takes what goes to many
 */
public record Emitter(ValueCodec codec, CommitGate gate, Hub hub) {

    /**
     * Encodes an event of the application's.
     *
     * @throws IllegalArgumentException when an argument cannot be written as JSON, or the name is one of Sockee's own: what a client
     *     of ours hears by such a name it takes as Sockee's word
     */
    Event encode(String event, @Nullable Object... arguments) {
        if (Event.isOwn(event)) {
            throw new IllegalArgumentException("An event must not be named '" + event + "': names that begin with "
                    + Event.OWN + " are those of Sockee itself.");
        }
        return encodeOwn(event, arguments);
    }

    /** Encodes an event of Sockee's own. */
    Event encodeOwn(String event, @Nullable Object... arguments) {
        return new Event(event, codec.encode(arguments));
    }
}
