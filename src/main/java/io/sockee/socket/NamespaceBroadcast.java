package io.sockee.socket;

import io.sockee.address.Target;
import io.sockee.api.Broadcast;
import io.sockee.hub.Member;
import io.sockee.hub.Namespace;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A choice of a namespace's sockets.
 *
 * @param name the namespace's name
 * @param namespace finds it when something is sent: one of a pattern comes and goes
 * @param sender who is left out, if anyone
 */
record NamespaceBroadcast(
        String name,
        Supplier<Namespace> namespace,
        Emitter emitter,
        Target target,
        @Nullable Member sender,
        boolean onlyIfWritable)
        implements Broadcast {

    @Override
    public Broadcast to(String... rooms) {
        return new NamespaceBroadcast(name, namespace, emitter, target.to(rooms), sender, onlyIfWritable);
    }

    @Override
    public Broadcast except(String... rooms) {
        return new NamespaceBroadcast(name, namespace, emitter, target.except(rooms), sender, onlyIfWritable);
    }

    @Override
    public Broadcast ifWritable() {
        return new NamespaceBroadcast(name, namespace, emitter, target, sender, true);
    }

    @Override
    public void emit(String event, @Nullable Object... arguments) {
        emitter.emit(name, namespace, target, sender, event, onlyIfWritable, arguments);
    }
}
