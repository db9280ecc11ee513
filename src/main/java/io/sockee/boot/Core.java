package io.sockee.boot;

import io.sockee.action.ActionServer;
import io.sockee.action.OpenStreams;
import io.sockee.action.WaitingCalls;
import io.sockee.address.Target;
import io.sockee.api.Presence;
import io.sockee.api.Publisher;
import io.sockee.bridge.SockJsBridge;
import io.sockee.cdi.CdiObservers;
import io.sockee.cdi.SockeeExtension;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.TimerWheel;
import io.sockee.event.Event;
import io.sockee.event.EventReader;
import io.sockee.hub.Backplane;
import io.sockee.hub.Hub;
import io.sockee.hub.Publication;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Gauges;
import io.sockee.metrics.Gauges.Gauge;
import io.sockee.persistence.Entities;
import io.sockee.presence.PresenceExchange;
import io.sockee.presence.Presences;
import io.sockee.repeat.RepeatingClients;
import io.sockee.routing.CallContext;
import io.sockee.routing.CallLimits;
import io.sockee.routing.CallPool;
import io.sockee.routing.Dispatcher;
import io.sockee.routing.Failures;
import io.sockee.routing.RequestLog;
import io.sockee.routing.Routes;
import io.sockee.routing.Strays;
import io.sockee.routing.TextArguments;
import io.sockee.routing.UnansweredCalls;
import io.sockee.routing.ValueCodec;
import io.sockee.service.ServiceServer;
import io.sockee.session.Sessions;
import io.sockee.socket.Admission;
import io.sockee.socket.HubPublisher;
import io.sockee.socket.OnlineObservers;
import io.sockee.socket.RoomListener;
import io.sockee.socket.SocketDirectory;
import io.sockee.socket.SocketServer;
import io.sockee.socket.SocketSessions;
import io.sockee.socketio.SocketIo5;
import io.sockee.transaction.CommitGate;
import io.sockee.transaction.Jta;
import io.sockee.transaction.JtaCommitGate;
import io.sockee.wire.Wire;
import jakarta.enterprise.inject.spi.BeanManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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

    /** How many looks for sessions may be at the database at a time; no more than half of the controllers' threads wait for it. */
    private static final int MOST_LOOKS = 16;

    /** What Engine.IO puts before each text message: the packet type "message". */
    private static final String MESSAGE = "4";

    private final Settings settings;
    private final Counters counters;
    private final CoreThreads threads;
    private final CallPool pool;
    private final Routes routes;
    private final CommitGate gate;
    private final Hub hub;
    private final Wire socketIo;
    private final SocketServer sockets;
    private final ServiceServer services;
    private final SockJsBridge bridge;
    private final Dispatcher dispatcher;
    private final CallContext context;
    private final @Nullable Sessions sessions;
    private final Presences presences;

    private Core(Settings settings, BeanManager beans, Platform platform, Set<Class<?>> annotated) {
        this.settings = settings;
        this.counters = platform.counters();
        ValueCodec codec = new ValueCodec(settings.maxDepth());
        ApplicationCode code = ApplicationCode.find(settings, codec, beans, platform, annotated);
        this.routes = code.routes();
        this.threads = new CoreThreads(platform.threads(), platform.clock());
        this.pool =
                new CallPool(settings.controllerThreads(), settings.controllerQueue(), platform.threads(), counters);
        this.gate = gate(settings, counters);
        Failures failures = new Failures(code.mappers(), settings.dev(), counters);
        CdiObservers observers = new CdiObservers(beans);
        UnansweredCalls unanswered = new UnansweredCalls(platform.context(), gate, failures);
        this.presences = new Presences(
                settings.presence(),
                new Presences.Services(threads.timers(), threads.helpers(), new RandomIds()),
                PresenceExchange.LOCAL,
                new OnlineObservers(observers, pool, threads.timers(), unanswered, failures));
        this.hub = new Hub(routes.namespaces(), Backplane.LOCAL, List.of(new RoomListener(), presences));
        this.socketIo = new SocketIo5(MESSAGE, new EventReader(settings.maxDepth()), settings.maxAttachments());
        this.services = new ServiceServer(
                new ServiceServer.Limits(
                        settings.sockets().maxWaitingCalls(), settings.sockets().maxWaitingBytes()),
                threads.timers(),
                pool,
                platform.context(),
                gate,
                failures,
                counters,
                new RandomIds());
        this.context = platform.context();
        this.dispatcher = new Dispatcher(
                codec,
                settings.dataSuffix(),
                settings.errorSuffix(),
                failures,
                gate,
                new Strays(settings.refusesSurplusArguments(), settings.dev(), counters),
                counters,
                new CallLimits(settings.limits(), platform.clock(), counters),
                new RequestLog(settings.requestLog(), platform.clock()));
        this.sessions = usesSessions(settings, beans)
                ? sessions(settings, codec, platform.sessions(), platform.threads())
                : null;
        this.sockets = new SocketServer(
                settings.sockets(),
                hub,
                routes,
                dispatcher,
                new SocketServer.Services(
                        threads.timers(),
                        pool,
                        platform.context(),
                        gate,
                        observers,
                        sessions == null ? platform.admission() : withSessions(platform, sessions),
                        sessions == null ? SocketSessions.NONE : sessions,
                        presences,
                        counters,
                        new RandomIds(),
                        new RepeatingClients(settings.repeating(), threads.timers())));
        this.bridge = new SockJsBridge(socketIo, sockets::accept);
    }

    /**
     * Reads the settings, finds the controllers, and begins.
     *
     * @param source the configured value of a setting
     * @throws io.sockee.routing.DeploymentException when a setting or a controller is wrong
     */
    public static Core start(Function<String, Optional<String>> source, BeanManager beans, Platform platform) {
        return start(new Settings(source), beans, platform);
    }

    /**
     * Users in other tables than those of the server's data source.
     *
     * @param authentication has to be closed after everything else
     * @param entities reach the tables
     * @param clock decides whether tokens are past their time
     */
    public record Keeping(Authentication authentication, Entities entities, Clock clock) {}

    /** The same, with users: a link that looks for tokens is added behind the platform's own links. */
    public static Core start(
            Function<String, Optional<String>> source, BeanManager beans, Platform platform, Keeping users) {
        Settings settings = new Settings(source);
        Admission tokens = users.authentication().open(settings, users.entities(), users.clock());
        Core core = start(settings, beans, platform.asking(tokens));
        users.authentication().begin(core, platform.threads());
        return core;
    }

    static Core start(Settings settings, BeanManager beans, Platform platform) {
        return start(settings, beans, platform, Set.of());
    }

    /**
     * The same.
     *
     * @param annotated classes that have an annotation of controllers and that CDI may not know of
     */
    static Core start(Settings settings, BeanManager beans, Platform platform, Set<Class<?>> annotated) {
        return new Core(settings, beans, platform, annotated);
    }

    /** Whether there are sessions: as the settings say or, if they say nothing, when some code of the application takes one. */
    private boolean usesSessions(Settings settings, BeanManager beans) {
        return settings.sessions()
                .enabled()
                .orElseGet(() -> routes.anyWithSession()
                        || beans.getExtension(SockeeExtension.class).injectsSession());
    }

    private Sessions sessions(
            Settings settings, ValueCodec codec, Platform.SessionSource source, ThreadFactory threadFactory) {
        SessionSettings chosen = settings.sessions();
        ThreadPoolExecutor writer =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threadFactory);
        writer.allowCoreThreadTimeOut(true);
        return new Sessions(
                chosen.limits(),
                chosen.cookie(),
                new Sessions.Parts(
                        source.store().get(),
                        source.logins(),
                        codec,
                        source.clock(),
                        threads.timers(),
                        Math.min(MOST_LOOKS, Math.max(1, settings.controllerThreads() / 2)),
                        writer,
                        pool));
    }

    /** Sessions come first, so that a token that a client brings along has the last word on who it is. */
    private static List<Admission> withSessions(Platform platform, Sessions sessions) {
        // Clients of websites bring tokens of the website's.
        Admission link = sessions.admission().except(platform.namespaces());
        return Stream.concat(Stream.of(link), platform.admission().stream()).toList();
    }

    /** The sessions; null where there are none. */
    @Nullable
    Sessions sessions() {
        return sessions;
    }

    private static CommitGate gate(Settings settings, Counters counters) {
        return Jta.registry()
                .<CommitGate>map(registry -> new JtaCommitGate(registry, settings.maxEmits(), counters))
                .orElse(CommitGate.ALWAYS_OPEN);
    }

    /** A pool for tasks of which each connection has a few at most, so that its queue needs no bound of its own. */
    ThreadPoolExecutor pool(int size) {
        return threads.pool(size);
    }

    /** Whether controllers ask for transactions that this server does not have. */
    boolean lacksTransactions() {
        return routes.anyInTransaction() && Jta.registry().isEmpty();
    }

    Settings settings() {
        return settings;
    }

    Counters counters() {
        return counters;
    }

    /** Binds and writes values. */
    ValueCodec codec() {
        return dispatcher.codec();
    }

    Routes routes() {
        return routes;
    }

    SocketDirectory directory() {
        return new SocketDirectory(hub);
    }

    /** The threads that run controllers; what finds too many waiting is refused. */
    Executor calls() {
        return pool;
    }

    CommitGate gate() {
        return gate;
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
        return sockets.accept(connection, socketIo);
    }

    /** Where clients with another wire form than Socket.IO's are accepted. */
    public SocketServer sockets() {
        return sockets;
    }

    /** Where SockJS clients are accepted as sockets. */
    SockJsBridge bridge() {
        return bridge;
    }

    /** Where SockJS clients of services are accepted. */
    ServiceServer services() {
        return services;
    }

    /**
     * What actions are called by over HTTP.
     *
     * @param waiting how many calls may wait for a thread
     * @param timeout the milliseconds after which a call is given up
     * @param streams how many answers may stream at once
     */
    ActionServer actions(WaitingCalls.Bounds waiting, long timeout, OpenStreams.Bounds streams) {
        return new ActionServer(
                routes,
                dispatcher,
                new TextArguments(new EventReader(settings.maxDepth()), dispatcher.codec()),
                new ActionServer.Services(gate, threads.timers(), pool, context, sessions),
                new RandomIds(),
                waiting,
                timeout,
                settings.engine().pingInterval(),
                settings.engine().pingInterval() + settings.engine().pingTimeout(),
                streams);
    }

    /** What beans publish with. */
    public Publisher publisher() {
        return new HubPublisher(sockets.emitter(), "/");
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
        return new Gauges()
                .with(
                        Gauge.CONNECTIONS,
                        () -> counters.get(Counters.Counter.CONNECTIONS_OPENED)
                                - counters.get(Counters.Counter.CONNECTIONS_CLOSED))
                .with(Gauge.SOCKETS, hub::sockets)
                .with(Gauge.NAMESPACES, hub::namespaces)
                .with(Gauge.ROOMS, hub::rooms)
                .with(Gauge.TIMERS, threads.timers()::size)
                .with(Gauge.WAITING_SOCKETS, pool::waiting)
                .with(Gauge.USERS_ONLINE, presences::online);
    }

    /** The names of the roles that the application's annotations ask for. */
    static Set<String> roles(BeanManager beans) {
        return beans.getExtension(SockeeExtension.class).roles();
    }

    /** Whether nothing runs and nothing waits to run; a snapshot, which may miss what is just being handed over. */
    public boolean isQuiet() {
        return threads.isQuiet() && pool.isQuiet();
    }

    /** Lets time pass: hands tasks that are due to their threads. To be called by one thread, every {@link #TICK_MILLIS}. */
    public void tick() {
        threads.tick();
    }

    /** Ends threads and calls, which may block for some seconds; connections have to be closed before. */
    @Override
    public void close() {
        presences.close();
        pool.close();
        if (sessions != null) {
            sessions.close();
        }
        threads.close();
    }
}
