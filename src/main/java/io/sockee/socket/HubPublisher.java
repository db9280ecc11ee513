package io.sockee.socket;

import io.sockee.address.OwnRooms;
import io.sockee.address.Target;
import io.sockee.api.Broadcast;
import io.sockee.api.BroadcastAnswers;
import io.sockee.api.Publisher;
import io.sockee.api.RemoteSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Publishes to the sockets of one namespace, through the commit gate and the hub. Safe for any thread; does not block. */
public final class HubPublisher implements Publisher {
    private final SocketServer server;
    private final String name;
    private final Broadcast everyone;

    public HubPublisher(SocketServer server, String name) {
        this.server = server;
        this.name = name;
        this.everyone = NamespaceBroadcast.of(server, name, Target.EVERYONE, null);
    }

    @Override
    public Publisher namespace(String other) {
        return other.equals(name) ? this : new HubPublisher(server, other);
    }

    @Override
    public Broadcast to(String... rooms) {
        return everyone.to(rooms);
    }

    @Override
    public Broadcast toUser(String id) {
        return everyone.to(OwnRooms.ofUser(id));
    }

    @Override
    public Broadcast except(String... rooms) {
        return everyone.except(rooms);
    }

    @Override
    public Broadcast ifWritable() {
        return everyone.ifWritable();
    }

    @Override
    public Broadcast compress(boolean compress) {
        return everyone.compress(compress);
    }

    @Override
    public Broadcast local() {
        return everyone.local();
    }

    @Override
    public void emit(String event, @Nullable Object... arguments) {
        everyone.emit(event, arguments);
    }

    @Override
    public CompletionStage<BroadcastAnswers> emitWithAck(
            Duration timeout, String event, @Nullable Object... arguments) {
        return everyone.emitWithAck(timeout, event, arguments);
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets() {
        return everyone.fetchSockets();
    }

    @Override
    public void socketsJoin(String... rooms) {
        everyone.socketsJoin(rooms);
    }

    @Override
    public void socketsLeave(String... rooms) {
        everyone.socketsLeave(rooms);
    }

    @Override
    public void disconnectSockets(boolean close) {
        everyone.disconnectSockets(close);
    }
}
