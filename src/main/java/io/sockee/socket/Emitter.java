package io.sockee.socket;

import io.sockee.address.Target;
import io.sockee.event.Event;
import io.sockee.routing.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * Encodes what the application emits, at once, on the thread that emits, since arguments may change afterwards. Safe for any thread;
 * does not block.
 *
 * @param observed tells observers what is emitted; null where there are none
 */
record Emitter(ValueCodec codec, @Nullable Emissions observed) {

    /** Tells those who want to know what is emitted to some sockets. */
    void tell(String namespace, Event event, Target target, @Nullable String sender) {
        if (observed != null) {
            observed.tell(namespace, event, target, sender);
        }
    }

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

    /** The same, for one socket: those who want to know are told. */
    Event encodeFor(String namespace, String id, String name, @Nullable Object... arguments) {
        Event event = encode(name, arguments);
        if (observed != null) { // asked for here, so that nothing is made where nobody wants to know
            tell(namespace, event, Target.EVERYONE.to(id), null);
        }
        return event;
    }

    /** Encodes an event of Sockee's own. */
    Event encodeOwn(String event, @Nullable Object... arguments) {
        return new Event(event, codec.encode(arguments));
    }
}
