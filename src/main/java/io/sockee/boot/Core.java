package io.sockee.boot;

import io.sockee.action.ActionServer;
import io.sockee.address.Target;
import io.sockee.api.Presence;
import io.sockee.api.Publisher;
import io.sockee.cdi.CdiObservers;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.TimerWheel;
import io.sockee.declaration.Emitted;
import io.sockee.event.Event;
import io.sockee.hub.Backplane;
import io.sockee.hub.Hub;
import io.sockee.hub.Publication;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Gauges;
import io.sockee.metrics.Gauges.Gauge;
import io.sockee.presence.PresenceExchange;
import io.sockee.presence.Presences;
import io.sockee.repeat.RepeatingClients;
import io.sockee.routing.CallContext;
import io.sockee.routing.CallPool;
import io.sockee.routing.Failures;
import io.sockee.routing.Routes;
import io.sockee.routing.ValueCodec;
import io.sockee.service.ServiceServer;
import io.sockee.session.Sessions;
import io.sockee.socket.HubPublisher;
import io.sockee.socket.NamespaceRules;
import io.sockee.socket.RoomListener;
import io.sockee.socket.ServerObservers;
import io.sockee.socket.SocketDirectory;
import io.sockee.socket.SocketObservers;
import io.sockee.socket.SocketServer;
import io.sockee.socket.SocketSessions;
import io.sockee.traffic.TrafficLog;
import io.sockee.transaction.CommitGate;
import io.sockee.transaction.Jta;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything between connections and controllers, put together for a CDI container. A server adds its transports; the test kit
 * runs it without any.
 */
public final class Core implements AutoCloseable {
    /** How often {@link #tick} has to be called, in milliseconds. */
    public static final long TICK_MILLIS = CoreThreads.TICK_MILLIS;

    private final Settings settings;
    private final Counters counters;
    private final CoreThreads threads;
    private final Hub hub;
    private final SocketServer sockets;
    private final ServiceServer services;
    private final Recovering recovering;
    private final SocketIoClients clients;
    private final CallParts calls;
    private final @Nullable Sessions sessions;
    private final Presences presences;
    private final ServerObservers serverObservers;
    private final List<Emitted> emitted;

    private Core(Settings settings, BeanManager beans, Platform platform, Set<Class<?>> annotated) {
        this.settings = settings;
        this.counters = platform.counters();
        this.calls = CallParts.of(settings, beans, platform, annotated);
        this.threads = new CoreThreads(platform.threads(), platform.clock());
        SocketObservers observers = platform.observers(new CdiObservers(beans));
        this.presences = new Presences(
                settings.presence(),
                new Presences.Services(threads.timers(), threads.helpers(), new RandomIds()),
                PresenceExchange.LOCAL,
                calls.observers(observers, threads.timers()));
        NamespaceRules rules = settings.namespaces().rules(servedNamespaces());
        this.serverObservers = calls.serverObservers(observers, threads.timers(), counters);
        RoomListener rooms = new RoomListener(serverObservers);
        this.hub = new Hub(
                calls.routes().namespaces(),
                Backplane.LOCAL,
                settings.presence().enabled() ? List.of(rooms, presences) : List.of(rooms),
                Recovering.numbering(settings, threads.timers(), calls.routes(), rules));
        this.services = new ServiceServer(
                new ServiceServer.Limits(
                        settings.sockets().maxWaitingCalls(), settings.sockets().maxWaitingBytes()),
                threads.timers(),
                calls.pool(),
                calls.context(),
                calls.gate(),
                calls.failures(),
                counters,
                new RandomIds());
        this.sessions = ApplicationSessions.begin(settings, calls, beans, platform, threads.timers());
        SocketServer.Services shared = new SocketServer.Services(
                threads.timers(),
                calls.pool(),
                calls.context(),
                calls.gate(),
                observers,
                ApplicationSessions.admission(platform, sessions),
                sessions == null ? SocketSessions.NONE : sessions,
                presences,
                counters,
                new RandomIds(),
                new RepeatingClients(settings.repeating(), threads.timers()),
                rules,
                new TrafficLog(threads.timers(), System::currentTimeMillis, settings.traffic()::isSecret));
        this.recovering = new Recovering(settings, hub, threads.timers());
        this.sockets = recovering.sockets(hub, calls, shared);
        this.clients = new SocketIoClients(settings, sockets);
        this.emitted = Emissions.begin(this, beans, platform, annotated);
    }

    /**
     * Reads the settings, finds the controllers, and begins.
     *
     * @param source the configured value of a setting
     * @throws io.sockee.routing.DeploymentException when a setting or a controller is wrong
     */
    public static Core start(Function<String, Optional<String>> source, BeanManager beans, Platform platform) {
        return start(new Settings(source), beans, platform, Set.of());
    }

    /**
     * The same.
     *
     * @param annotated classes that have an annotation of controllers and that CDI may not know of
     */
    static Core start(Settings settings, BeanManager beans, Platform platform, Set<Class<?>> annotated) {
        return new Core(settings, beans, platform, annotated);
    }

    /** The sessions; null where there are none. */
    @Nullable
    Sessions sessions() {
        return sessions;
    }

    /** A pool for tasks of which each connection has a few at most, so that its queue needs no bound of its own. */
    ThreadPoolExecutor pool(int size) {
        return threads.pool(size);
    }

    /** Whether controllers ask for transactions that this server does not have. */
    boolean lacksTransactions() {
        return calls.routes().anyInTransaction() && Jta.registry().isEmpty();
    }

    Settings settings() {
        return settings;
    }

    Counters counters() {
        return counters;
    }

    /** Binds and writes values. */
    ValueCodec codec() {
        return calls.dispatcher().codec();
    }

    /** The names and patterns of namespaces that controllers have. */
    List<String> servedNamespaces() {
        return Stream.concat(calls.routes().namespaces().stream(), calls.routes().namespacePatterns().stream())
                .toList();
    }

    /** What the application says to emit. */
    List<Emitted> emitted() {
        return emitted;
    }

    Routes routes() {
        return calls.routes();
    }

    SocketDirectory directory() {
        return new SocketDirectory(hub);
    }

    /** The threads that run controllers; what finds too many waiting is refused. */
    CallPool calls() {
        return calls.pool();
    }

    /** What surrounds the application's code. */
    CallContext context() {
        return calls.context();
    }

    CommitGate gate() {
        return calls.gate();
    }

    /** The timers, which {@link #tick} turns. */
    public TimerWheel timers() {
        return threads.timers();
    }

    /** Runs inputs of connections that wait after a thread has run its share. */
    Executor helpers() {
        return threads.helpers();
    }

    /** Begins to speak Socket.IO on a new connection. */
    public ConnectionListener accept(Connection connection) {
        return clients.accept(connection);
    }

    /** Where clients with another wire form than Socket.IO's are accepted. */
    public SocketServer sockets() {
        return sockets;
    }

    /** Where clients of Socket.IO are accepted, whatever carries them. */
    SocketIoClients clients() {
        return clients;
    }

    /** Where SockJS clients of services are accepted. */
    ServiceServer services() {
        return services;
    }

    /** What actions are called by over HTTP. */
    ActionServer actions() {
        return calls.actions(settings, threads.timers(), sessions);
    }

    /** What beans publish with. */
    public Publisher publisher() {
        return new HubPublisher(sockets, "/");
    }

    /** Who is told of what belongs to no socket. */
    ServerObservers observers() {
        return serverObservers;
    }

    /** Counts and logs what the application's code throws that nobody expects. */
    Failures failures() {
        return calls.failures();
    }

    /** What beans ask who is here. */
    public Presence presence() {
        return new PublishedPresence(presences, "/");
    }

    /** Sends an event to some sockets of a namespace, on all nodes. */
    void emit(String namespace, Target target, Event event) {
        hub.publish(new Publication(namespace, event, target));
    }

    /** The gauges, except that of the connections, which the transports add. */
    public Gauges gauges() {
        return recovering.addTo(new Gauges()
                .with(Gauge.CONNECTIONS, counters::connections)
                .with(Gauge.SOCKETS, hub::sockets)
                .with(Gauge.NAMESPACES, hub::namespaces)
                .with(Gauge.ROOMS, hub::rooms)
                .with(Gauge.TIMERS, threads.timers()::size)
                .with(Gauge.WAITING_SOCKETS, calls.pool()::waiting)
                .with(Gauge.USERS_ONLINE, presences::online));
    }

    /** Whether nothing runs and nothing waits to run; a snapshot, which may miss what is just being handed over. */
    public boolean isQuiet() {
        return threads.isQuiet() && calls.pool().isQuiet();
    }

    /** Lets time pass: hands tasks that are due to their threads. To be called by one thread, every {@link #TICK_MILLIS}. */
    public void tick() {
        threads.tick();
    }

    /** Ends threads and calls, which may block for some seconds; connections have to be closed before. */
    @Override
    public void close() {
        presences.close();
        calls.pool().close();
        if (sessions != null) {
            sessions.close();
        }
        threads.close();
    }
}
