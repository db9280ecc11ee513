package io.sockee.session;

import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Timers;
import io.sockee.event.EventReader;
import io.sockee.hub.Emission;
import io.sockee.hub.Hub;
import io.sockee.hub.Namespace;
import io.sockee.metrics.Counters;
import io.sockee.routing.CallContext;
import io.sockee.routing.CallPool;
import io.sockee.routing.Dispatcher;
import io.sockee.routing.Routes;
import io.sockee.routing.ValueCodec;
import io.sockee.socketio.Packet;
import io.sockee.socketio.PacketReader;
import io.sockee.socketio.PacketWriter;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all Socket.IO connections share: the namespaces, the controllers, the codecs. Immutable but for the hub's
 * sockets; safe for any thread.
 */
public final class SocketServer {

    /** What runs below and beside it. */
    public record Services(
            Timers timers, CallPool pool, CallContext context, Counters counters, Supplier<String> socketIds) {}

    private final SocketSettings settings;
    private final Hub hub;
    private final Routes routes;
    private final Dispatcher dispatcher;
    private final EventReader events;
    private final PacketWriter writer;
    private final Services services;
    private final Emission.Encoder eventEncoder;

    public SocketServer(
            SocketSettings settings,
            Hub hub,
            Routes routes,
            Dispatcher dispatcher,
            EventReader events,
            PacketWriter writer,
            Services services) {
        this.settings = settings;
        this.hub = hub;
        this.routes = routes;
        this.dispatcher = dispatcher;
        this.events = events;
        this.writer = writer;
        this.services = services;
        this.eventEncoder = (namespace, event) -> writer.event(namespace, event, Packet.NO_ACK);
    }

    /** Begins to speak Socket.IO on a new connection. */
    public ConnectionListener accept(Connection connection) {
        return new SocketIoConnection(this, connection, new PacketReader(events, settings.maxAttachments()));
    }

    SocketSettings settings() {
        return settings;
    }

    Optional<Namespace> namespace(String name) {
        return hub.namespace(name);
    }

    Routes.Table routes(String namespace) {
        return routes.table(namespace);
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    ValueCodec codec() {
        return dispatcher.codec();
    }

    PacketWriter writer() {
        return writer;
    }

    /** One instance for all sockets, so that a broadcast is encoded once for all of them. */
    Emission.Encoder eventEncoder() {
        return eventEncoder;
    }

    Services services() {
        return services;
    }

    Counters counters() {
        return services.counters();
    }
}
