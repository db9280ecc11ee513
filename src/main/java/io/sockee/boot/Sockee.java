package io.sockee.boot;

import io.sockee.api.Publisher;
import io.sockee.connection.Connection;
import io.sockee.connection.ConnectionListener;
import io.sockee.connection.TimerWheel;
import io.sockee.endpoint.EngineGateway;
import io.sockee.endpoint.EngineGateways;
import io.sockee.endpoint.OriginPolicy;
import io.sockee.endpoint.SocketIoEndpoint;
import io.sockee.engineio.EngineServer;
import io.sockee.event.EventReader;
import io.sockee.hub.Hub;
import io.sockee.metrics.Counters;
import io.sockee.routing.CallPool;
import io.sockee.routing.ControllerScan;
import io.sockee.routing.Dispatcher;
import io.sockee.routing.Routes;
import io.sockee.routing.ValueCodec;
import io.sockee.session.HubPublisher;
import io.sockee.session.SocketServer;
import io.sockee.socketio.PacketWriter;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Puts the server together when the application starts, and takes it down when it stops. */
@ApplicationScoped
public class Sockee {
    private static final Logger LOG = System.getLogger(Sockee.class.getName());
    private static final long TICK_MILLIS = 20;
    private static final int TICKS_PER_TURN = 2048;

    /** Threads that heartbeats and time-outs run on; none of them blocks. */
    private static final int WAKERS = 4;

    /** Threads that close WebSockets, which on Open Liberty takes up to a second each, mostly spent waiting. */
    private static final int CLOSERS = 64;

    /** What Engine.IO puts before each text message: the packet type "message". */
    private static final String MESSAGE = "4";

    private final BeanManager beans;
    private final EngineGateways gateways;
    private final RequestScopedCall requestScope;
    private final Counters counters = new Counters();

    @Resource
    private ManagedThreadFactory threads;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private @Nullable CallPool pool;
    private @Nullable ExecutorService wakers;
    private @Nullable ExecutorService closers;
    private @Nullable ScheduledFuture<?> ticks;
    private @Nullable Publisher publisher;
    private @Nullable TimerWheel wheel;
    private @Nullable Settings settings;

    @Inject
    public Sockee(BeanManager beans, EngineGateways gateways, RequestScopedCall requestScope) {
        this.beans = beans;
        this.gateways = gateways;
        this.requestScope = requestScope;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected Sockee() {
        this(null, null, null);
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object context) {
        Config config = ConfigProvider.getConfig();
        Settings read = new Settings(key -> config.getOptionalValue(key, String.class));
        ExecutorService waking = threads(WAKERS);
        ExecutorService closing = threads(CLOSERS);
        TimerWheel timers =
                new TimerWheel(System::nanoTime, TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS), TICKS_PER_TURN, waking);
        CallPool calls = new CallPool(read.controllerThreads(), read.controllerQueue(), threads, counters);
        ValueCodec codec = new ValueCodec(read.maxDepth());
        Routes routes = new ControllerDiscovery(beans).find(new ControllerScan(codec), read.demo());
        Hub hub = new Hub(routes.namespaces());
        SocketServer sockets = new SocketServer(
                read.sockets(),
                hub,
                routes,
                new Dispatcher(codec, read.dataSuffix(), read.errorSuffix(), read.dev(), counters),
                new EventReader(read.maxDepth()),
                new PacketWriter(MESSAGE),
                new SocketServer.Services(
                        timers, calls, requestScope::run, counters, RandomIds.of(new SecureRandom())));
        settings = read;
        wakers = waking;
        closers = closing;
        wheel = timers;
        pool = calls;
        publisher = new HubPublisher(hub, codec, "/");
        ticks = scheduler.scheduleAtFixedRate(timers::advance, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        gateways.demo(read.demo());
        serve(SocketIoEndpoint.PATH, sockets::accept);
        LOG.log(
                Level.INFO,
                "Sockee serves Socket.IO at {0}/ with {1} events in the namespaces {2}{3}.",
                SocketIoEndpoint.PATH,
                routes.size(),
                routes.namespaces(),
                read.dev() ? ", in the dev profile" : "");
    }

    /** A pool for tasks of which each connection has a few at most, so that its queue needs no bound of its own. */
    private ExecutorService threads(int size) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Serves one more Engine.IO path, with whatever is to run on it. */
    public void serve(String path, Function<Connection, ConnectionListener> protocol) {
        if (settings == null || wheel == null || closers == null) {
            throw new IllegalStateException("Sockee has not started.");
        }
        EngineServer server = new EngineServer(
                settings.engine(), wheel, RandomIds.of(new SecureRandom()), protocol, new CountingEvents(counters));
        gateways.put(
                path,
                new EngineGateway(
                        server,
                        new OriginPolicy(settings.origins()),
                        settings.cookie(),
                        settings.servesClient(),
                        closers));
    }

    /** What applications publish with. */
    @Produces
    @ApplicationScoped
    public Publisher publisher() {
        if (publisher == null) {
            throw new IllegalStateException("Sockee has not started.");
        }
        return publisher;
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object context) {
        gateways.close();
        if (pool != null) {
            pool.close();
        }
        if (ticks != null) {
            ticks.cancel(false);
        }
        if (wakers != null) {
            wakers.shutdown();
        }
        if (closers != null) {
            finish(closers);
        }
    }

    /** Lets the last close frames leave before the container takes the connections away. */
    private static void finish(ExecutorService closers) {
        closers.shutdown();
        try {
            if (!closers.awaitTermination(3, TimeUnit.SECONDS)) {
                LOG.log(Level.INFO, "Some WebSockets were not told that the application stops.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
