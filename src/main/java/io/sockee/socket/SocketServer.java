package io.sockee.socket;

import io.sockee.api.RoomJoined;
import io.sockee.api.RoomLeft;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Timers;
import io.sockee.hub.Hub;
import io.sockee.metrics.Counters;
import io.sockee.routing.CallContext;
import io.sockee.routing.CallPool;
import io.sockee.routing.Caller;
import io.sockee.routing.Dispatcher;
import io.sockee.routing.Routes;
import io.sockee.routing.ValueCodec;
import io.sockee.transaction.CommitGate;
import io.sockee.wire.Wire;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all connections share, whatever their clients speak: the namespaces, the controllers, the codecs. Immutable but for the
 * hub's sockets; safe for any thread.
 */
public final class SocketServer {
    private static final long RETRY_MILLIS = 50;

    /**
     * What runs below and beside it.
     *
     * @param admission the links by which sockets are let in, in order
     */
    public record Services(
            Timers timers,
            CallPool pool,
            CallContext context,
            CommitGate gate,
            SocketObservers observers,
            List<Admission> admission,
            Counters counters,
            Supplier<String> socketIds) {

        public Services {
            admission = List.copyOf(admission);
        }
    }

    private final SocketSettings settings;
    private final Hub hub;
    private final Routes routes;
    private final Dispatcher dispatcher;
    private final Services services;
    private final Emitter emitter;
    private final boolean roomsObserved;

    public SocketServer(SocketSettings settings, Hub hub, Routes routes, Dispatcher dispatcher, Services services) {
        this.settings = settings;
        this.hub = hub;
        this.routes = routes;
        this.dispatcher = dispatcher;
        this.services = services;
        this.emitter = new Emitter(dispatcher.codec(), services.gate(), hub);
        this.roomsObserved = services.observers().anyOf(RoomJoined.class)
                || services.observers().anyOf(RoomLeft.class);
    }

    /**
     * Begins with a new connection: the one door for the protocols of clients.
     *
     * @param wire the form in which its client speaks
     * @return what is told of everything that comes on it
     */
    public ConnectionListener accept(Connection connection, Wire wire) {
        return new ClientConnection(this, connection, wire);
    }

    /** Runs code of the application that answers no event, in the context of a caller; tells what comes of it. */
    void run(Caller caller, String what, Runnable code) {
        try {
            services.context().run(caller, code);
        } catch (RuntimeException | Error e) {
            dispatcher.failures().unheard(e, caller, what);
        }
        if (services.gate().rollBackLeftOver()) {
            dispatcher
                    .failures()
                    .unheard(
                            new IllegalStateException("began a transaction and did not end it: it was rolled back"),
                            caller,
                            what);
        }
    }

    /**
     * Runs an input of a connection that the application brings about, on this thread where that has no transaction: what
     * other sockets send meanwhile is none of its business.
     */
    void whenNoTransaction(Runnable input) {
        if (services.gate().isOpen()) {
            input.run();
        } else {
            Timers.Timer unused = services.timers().schedule(0, input);
        }
    }

    /** Tries again what found no thread. */
    void soon(Runnable task) {
        Timers.Timer unused = services.timers().scheduleMillis(RETRY_MILLIS, task);
    }

    SocketSettings settings() {
        return settings;
    }

    Hub hub() {
        return hub;
    }

    /** The routes of a namespace, if there is one of that name. */
    Optional<Routes.Found> routes(String namespace) {
        return routes.find(namespace);
    }

    /** Whether a method answers an event of a namespace. */
    public boolean answers(String namespace, String event) {
        return routes.find(namespace)
                .flatMap(found -> found.table().event(event))
                .isPresent();
    }

    /** The way of everything that is emitted. */
    public Emitter emitter() {
        return emitter;
    }

    /** Whether the application wants to know of sockets in rooms. */
    boolean roomsObserved() {
        return roomsObserved;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    ValueCodec codec() {
        return dispatcher.codec();
    }

    Services services() {
        return services;
    }

    Counters counters() {
        return services.counters();
    }
}
