package io.sockee.socket;

import io.sockee.address.Target;
import io.sockee.event.Event;
import io.sockee.hub.Emission;
import io.sockee.hub.Member;
import io.sockee.hub.Namespace;
import io.sockee.routing.ValueCodec;
import io.sockee.transaction.CommitGate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of everything that the application emits: encoded at once, since values change, then through the commit gate.
 *
 * @param gate lets it leave now, or with the commit of the transaction that the thread is in
 */
public record Emitter(ValueCodec codec, CommitGate gate) {

    /** Encodes an event. */
    Event encode(String event, @Nullable Object... arguments) {
        return new Event(event, codec.encode(arguments));
    }

    /** Emits to a choice of a namespace's sockets: to those that are there when it leaves. */
    void emit(
            String name,
            Supplier<Namespace> namespace,
            Target target,
            @Nullable Member sender,
            String event,
            boolean onlyIfWritable,
            @Nullable Object... arguments) {
        Emission emission = new Emission(name, encode(event, arguments), onlyIfWritable);
        gate.pass(() -> namespace.get().emit(target, sender, emission));
    }
}
