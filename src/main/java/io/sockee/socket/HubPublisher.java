package io.sockee.socket;

import io.sockee.address.Target;
import io.sockee.api.Broadcast;
import io.sockee.api.Publisher;
import io.sockee.hub.Hub;
import io.sockee.hub.Namespace;
import org.jspecify.annotations.Nullable;

/** Publishes to the sockets of this node. */
public final class HubPublisher implements Publisher {
    private final Hub hub;
    private final Emitter emitter;
    private final String name;

    public HubPublisher(Hub hub, Emitter emitter, String name) {
        this.hub = hub;
        this.emitter = emitter;
        this.name = name;
    }

    @Override
    public Publisher namespace(String other) {
        return new HubPublisher(hub, emitter, other);
    }

    private Broadcast everyone() {
        return new NamespaceBroadcast(name, this::present, emitter, Target.EVERYONE, null, false);
    }

    private Namespace present() {
        return hub.namespace(name).orElseGet(() -> hub.nowhere(name));
    }

    @Override
    public Broadcast to(String... rooms) {
        return everyone().to(rooms);
    }

    @Override
    public Broadcast except(String... rooms) {
        return everyone().except(rooms);
    }

    @Override
    public Broadcast ifWritable() {
        return everyone().ifWritable();
    }

    @Override
    public void emit(String event, @Nullable Object... arguments) {
        everyone().emit(event, arguments);
    }
}
