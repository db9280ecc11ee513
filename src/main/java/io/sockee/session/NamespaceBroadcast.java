package io.sockee.session;

import io.sockee.address.Target;
import io.sockee.api.Broadcast;
import io.sockee.event.Event;
import io.sockee.hub.Emission;
import io.sockee.hub.Member;
import io.sockee.hub.Namespace;
import io.sockee.routing.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * A choice of a namespace's sockets.
 *
 * @param sender who is left out, if anyone
 */
record NamespaceBroadcast(
        Namespace namespace,
        ValueCodec codec,
        Target target,
        @Nullable Member sender,
        boolean onlyIfWritable) implements Broadcast {

    @Override
    public Broadcast to(String... rooms) {
        return new NamespaceBroadcast(namespace, codec, target.to(rooms), sender, onlyIfWritable);
    }

    @Override
    public Broadcast except(String... rooms) {
        return new NamespaceBroadcast(namespace, codec, target.except(rooms), sender, onlyIfWritable);
    }

    @Override
    public Broadcast ifWritable() {
        return new NamespaceBroadcast(namespace, codec, target, sender, true);
    }

    @Override
    public void emit(String event, Object... arguments) {
        Event encoded = new Event(event, codec.encode(arguments));
        namespace.emit(target, sender, new Emission(namespace.name(), encoded, onlyIfWritable));
    }
}
