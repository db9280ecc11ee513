package io.sockee.socket;

import io.sockee.address.Target;
import io.sockee.api.Broadcast;
import io.sockee.hub.Publication;
import org.jspecify.annotations.Nullable;

/**
 * Some sockets of a namespace, to emit to. Immutable; each method gives another one. Safe for any thread; does not block.
 *
 * @param name the namespace's name
 * @param sender the id of the socket that is left out, if one is
 */
record NamespaceBroadcast(
        String name,
        Emitter emitter,
        Target target,
        @Nullable String sender,
        boolean onlyIfWritable) implements Broadcast {

    @Override
    public Broadcast to(String... rooms) {
        return new NamespaceBroadcast(name, emitter, target.to(rooms), sender, onlyIfWritable);
    }

    @Override
    public Broadcast except(String... rooms) {
        return new NamespaceBroadcast(name, emitter, target.except(rooms), sender, onlyIfWritable);
    }

    @Override
    public Broadcast ifWritable() {
        return new NamespaceBroadcast(name, emitter, target, sender, true);
    }

    /** Publishes, at once or with the commit, to the sockets that are there at that moment. */
    @Override
    public void emit(String event, @Nullable Object... arguments) {
        Publication publication =
                new Publication(name, emitter.encode(event, arguments), target, sender, onlyIfWritable);
        emitter.gate().pass(() -> emitter.hub().publish(publication));
    }
}
