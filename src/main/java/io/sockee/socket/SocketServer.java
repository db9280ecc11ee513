package io.sockee.socket;

import io.sockee.api.EventEmitted;
import io.sockee.api.RefusedException;
import io.sockee.api.RoomJoined;
import io.sockee.api.RoomLeft;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Timers;
import io.sockee.hub.Hub;
import io.sockee.metrics.Counters;
import io.sockee.presence.Presences;
import io.sockee.recovery.Recovery;
import io.sockee.repeat.RepeatingClients;
import io.sockee.routing.CallContext;
import io.sockee.routing.CallPool;
import io.sockee.routing.Caller;
import io.sockee.routing.Dispatcher;
import io.sockee.routing.Routes;
import io.sockee.routing.UnansweredCalls;
import io.sockee.routing.ValueCodec;
import io.sockee.traffic.TrafficLog;
import io.sockee.transaction.CommitGate;
import io.sockee.wire.Wire;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What all connections share, whatever their clients speak: the namespaces, the controllers, the codecs. Immutable except for
 * the hub's sockets; safe for any thread.
 */
public final class SocketServer {
    private static final Logger LOG = System.getLogger(SocketServer.class.getName());
    static final long RETRY_MILLIS = 50;

    /**
     * What a server of sockets needs.
     *
     * @param context in which the application's code runs
     * @param admission the links by which sockets are let in, in order
     * @param sessions know the sessions of sockets
     * @param presences who is online, and present in rooms
     * @param socketIds makes the public ids of sockets, each different from all others
     * @param repeating the clients that may repeat calls
     * @param namespaces what is said of single namespaces
     * @param log writes down packets, when somebody has asked for it
     */
    public record Services(
            Timers timers,
            CallPool pool,
            CallContext context,
            CommitGate gate,
            SocketObservers observers,
            List<Admission> admission,
            SocketSessions sessions,
            Presences presences,
            Counters counters,
            Supplier<String> socketIds,
            RepeatingClients repeating,
            NamespaceRules namespaces,
            TrafficLog log) {

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
    private final UnansweredCalls calls;
    private final boolean roomsObserved;
    private final PacketListeners listeners;
    private final SocketRecovery.@Nullable Setup recovery;

    public SocketServer(SocketSettings settings, Hub hub, Routes routes, Dispatcher dispatcher, Services services) {
        this(settings, hub, routes, dispatcher, services, null);
    }

    /**
     * A server whose clients can come back for what they have missed.
     *
     * @param recovery keeps it
     * @param skipsConnectMethods whether connect methods are not asked again when they do
     */
    public SocketServer(
            SocketSettings settings,
            Hub hub,
            Routes routes,
            Dispatcher dispatcher,
            Services services,
            Recovery recovery,
            boolean skipsConnectMethods) {
        this(
                settings,
                hub,
                routes,
                dispatcher,
                services,
                new SocketRecovery.Setup(recovery, skipsConnectMethods, services.counters()));
    }

    private SocketServer(
            SocketSettings settings,
            Hub hub,
            Routes routes,
            Dispatcher dispatcher,
            Services services,
            SocketRecovery.@Nullable Setup recovery) {
        this.recovery = recovery;
        this.settings = settings;
        this.hub = hub;
        this.routes = routes;
        this.dispatcher = dispatcher;
        this.services = services;
        this.emitter = new Emitter(
                dispatcher.codec(),
                services.observers().anyOf(EventEmitted.class)
                        ? new Emissions(services.observers(), dispatcher.codec(), dispatcher.failures())
                        : null);
        this.calls = new UnansweredCalls(services.context(), services.gate(), dispatcher.failures());
        this.roomsObserved = services.observers().anyOf(RoomJoined.class)
                || services.observers().anyOf(RoomLeft.class);
        this.listeners = new PacketListeners(services.observers().traffic(), services.log());
    }

    /**
     * Begins with a new connection: the one way in for all protocols of clients. Does not block.
     *
     * @param wire the form of the packets on this connection
     * @return what the transport tells of messages and of the end
     */
    public ConnectionListener accept(Connection connection, Wire wire) {
        return accept(connection, wire, wire);
    }

    /**
     * The same where clients of two forms come the same way, and the server is spoken to first.
     *
     * @param begunByBinary the form of a client whose first message is binary
     */
    public ConnectionListener accept(Connection connection, Wire wire, Wire begunByBinary) {
        return new ClientConnection(
                this,
                connection,
                wire,
                begunByBinary,
                namespace -> services.socketIds().get(),
                UnaryOperator.identity());
    }

    /**
     * The same where the client knows the ids of its sockets without being told, since they are its session's: no log has them.
     *
     * @param ids the id of this client's socket in a namespace
     */
    public ConnectionListener accept(Connection connection, Wire wire, UnaryOperator<String> ids) {
        return new ClientConnection(this, connection, wire, wire, ids, LoggedId::of);
    }

    /**
     * Runs code of the application that answers no event, such as a timer's, in the context of a caller. What it throws is
     * logged and counted; a transaction that it leaves open is rolled back, which is logged and counted as well.
     */
    void run(Caller caller, String what, Runnable code) {
        calls.run(caller, what, code);
    }

    /**
     * Runs an input of a connection that the application brings about: on this thread, or by the timers when the thread is in a
     * transaction, which must not hold or drop what other inputs of that connection send on this thread.
     */
    void whenNoTransaction(Runnable input) {
        if (services.gate().isOpen()) {
            input.run();
        } else {
            Timers.Timer unused = services.timers().schedule(0, input);
        }
    }

    /**
     * Runs the application's code where it may block, and where calls cannot keep it waiting; soon, when no thread is free.
     *
     * @param what names it in the log, should it fail
     */
    void onPool(Caller caller, String what, Runnable code) {
        try {
            services.pool().executeAnswer(() -> run(caller, what, code));
        } catch (RejectedExecutionException e) { // no thread is free, or none can be had
            if (services.pool().isClosed()) {
                code.run(); // the application is being stopped: there will be no other thread
            } else {
                soon(() -> onPool(caller, what, code));
            }
        }
    }

    /** Tries again, after {@value #RETRY_MILLIS} milliseconds, what found no free thread. */
    void soon(Runnable task) {
        Timers.Timer unused = services.timers().scheduleMillis(RETRY_MILLIS, task);
    }

    /** How clients come back for what they have missed; null where they cannot. */
    SocketRecovery.@Nullable Setup recovery() {
        return recovery;
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

    /** The data of a refusal in JSON; null when there is none, or none that can be written, which is logged. */
    @Nullable
    String dataOf(RefusedException refusal, String namespace) {
        Object data = refusal.data();
        if (data == null) {
            return null;
        }
        try {
            return codec().encode(data).json(0);
        } catch (IllegalArgumentException e) {
            LOG.log(Level.ERROR, "The data of a refusal in " + namespace + " was left out", e);
            return null;
        }
    }

    /** What everything is emitted with. */
    Emitter emitter() {
        return emitter;
    }

    /** Whether the application observes rooms. */
    boolean roomsObserved() {
        return roomsObserved;
    }

    /** Writes down packets, when somebody asks for it. */
    public TrafficLog trafficLog() {
        return services.log();
    }

    /** Who wants to know of packets. */
    PacketListeners listeners() {
        return listeners;
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
