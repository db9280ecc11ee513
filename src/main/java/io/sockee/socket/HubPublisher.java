package io.sockee.socket;

import io.sockee.address.OwnRooms;
import io.sockee.address.Target;
import io.sockee.api.Broadcast;
import io.sockee.api.Publisher;
import org.jspecify.annotations.Nullable;

/** Publishes to the sockets of one namespace, through the commit gate and the hub. Safe for any thread; does not block. */
public final class HubPublisher implements Publisher {
    private final Emitter emitter;
    private final String name;

    public HubPublisher(Emitter emitter, String name) {
        this.emitter = emitter;
        this.name = name;
    }

    @Override
    public Publisher namespace(String other) {
        return new HubPublisher(emitter, other);
    }

    private Broadcast everyone() {
        return new NamespaceBroadcast(name, emitter, Target.EVERYONE, null, false);
    }

    @Override
    public Broadcast to(String... rooms) {
        return everyone().to(rooms);
    }

    @Override
    public Broadcast toUser(String id) {
        return everyone().to(OwnRooms.ofUser(id));
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
