package io.sockee.boot;

import io.sockee.action.Callers;
import io.sockee.admin.Admin;
import io.sockee.api.Presence;
import io.sockee.api.Publisher;
import io.sockee.auth.SessionUsers;
import io.sockee.cdi.CdiCallContext;
import io.sockee.cdi.SockeeExtension;
import io.sockee.connection.AwakeClock;
import io.sockee.connection.ConnectionListener;
import io.sockee.endpoint.Arrivals;
import io.sockee.endpoint.Bodies;
import io.sockee.endpoint.ClosedPeers;
import io.sockee.endpoint.ConnectionLimits;
import io.sockee.endpoint.DirectWebSockets;
import io.sockee.endpoint.EngineGateways;
import io.sockee.endpoint.Entry;
import io.sockee.endpoint.OriginPolicy;
import io.sockee.endpoint.RefusedBodies;
import io.sockee.endpoint.RefusedOrigins;
import io.sockee.engineio.EngineSession;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Gauges;
import io.sockee.routing.DeploymentException;
import io.sockee.session.Sessions;
import io.sockee.socket.Admission;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Starts and stops the server with the application, and produces the beans that can be injected. */
@ApplicationScoped
public class Sockee {
    /** A CDI event: the server has started, and further paths can be {@linkplain #serve served}. */
    public record Started() {}

    private static final Logger LOG = System.getLogger(Sockee.class.getName());

    private static final int PURGE_SECONDS = 600;
    private static final int USE_SECONDS = 60;

    /**
     * As many threads as jobs, so that a job that waits for the database delays no other. They end with the application; threads
     * of the server's scheduler would keep its classes.
     */
    private static final int JOBS = 6;

    private final BeanManager beans;
    private final EngineGateways gateways;
    private final Arrivals arrivals;
    private final Bodies bodies;
    private final CdiCallContext context;
    private final Authentication users;
    private final ModuleSetup modules;
    private final PushGateway push;
    private final Tables tables;
    private final SessionUsers sessionUsers;
    private final SessionAuthentication sessionAuthentication;
    private final AdminSetup admin;
    private final ClosedPeers peers = new ClosedPeers();
    private final Counters counters = new Counters();
    private final AwakeClock clock = new AwakeClock(System::nanoTime);

    @Resource
    private ManagedThreadFactory factory;

    @Resource
    private ContextService contexts;

    private volatile @Nullable Core core;
    private long seconds; // used by one job only
    private volatile @Nullable ConnectionLimits limits;
    private volatile @Nullable EnginePaths paths;
    private volatile @Nullable DirectWebSockets webSockets;
    private volatile @Nullable Closers closers;
    private volatile @Nullable ScheduledExecutorService jobs;
    private volatile @Nullable HealthChecks health;

    @Inject
    public Sockee(
            BeanManager beans,
            EngineGateways gateways,
            Arrivals arrivals,
            Bodies bodies,
            CdiCallContext context,
            Authentication users,
            ModuleSetup modules,
            PushGateway push,
            Tables tables,
            SessionUsers sessionUsers,
            SessionAuthentication sessionAuthentication,
            AdminSetup admin) {
        this.beans = beans;
        this.gateways = gateways;
        this.arrivals = arrivals;
        this.bodies = bodies;
        this.context = context;
        this.users = users;
        this.modules = modules;
        this.push = push;
        this.tables = tables;
        this.sessionUsers = sessionUsers;
        this.sessionAuthentication = sessionAuthentication;
        this.admin = admin;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected Sockee() {
        this(null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * Starts; called once, by the life cycle of the application. Blocks.
     *
     * @param annotated the application's classes that have an annotation of controllers, as far as they are known
     * @param server the servlet context, by which the server is recognized
     * @throws io.sockee.routing.DeploymentException when a setting, a site, a controller or the tables are wrong
     */
    public void start(Set<Class<?>> annotated, ServletContext server) {
        Config config = ConfigProvider.getConfig();
        Function<String, Optional<String>> source = key -> config.getOptionalValue(key, String.class);
        Settings settings = new Settings(source);
        UnknownSettings.among(config.getPropertyNames(), System.getenv().keySet())
                .forEach(line -> LOG.log(Level.WARNING, line));
        EffectiveSettings.lines(settings.print(), source, config.getPropertyNames())
                .forEach(line -> LOG.log(Level.INFO, line));
        ApplicationThreads threads = new ApplicationThreads(factory, contexts);
        Core started = Core.start(settings, beans, platform(settings, threads), annotated);
        if (started.lacksTransactions()) {
            throw new DeploymentException("Controllers are @Transactional, but this server has no transactions at"
                    + " java:comp/TransactionSynchronizationRegistry. On Open Liberty, add the feature jdbc-4.3 or"
                    + " persistenceContainer-3.1.");
        }
        core = started;
        webSockets = settings.webSockets(server, counters::written);
        closers = new Closers(started);
        ScheduledExecutorService scheduler = new ScheduledThreadPoolExecutor(JOBS, threads);
        jobs = scheduler;
        repeat(scheduler, Core.TICK_MILLIS, () -> {
            if (clock.tick()) {
                started.tick();
            }
        });
        users.begin(started, threads);
        modules.begin(started);
        long watch = settings.users().watchInterval();
        if (watch > 0) {
            repeat(scheduler, watch, users::endWhatEndedElsewhere);
        }
        push.begin(started);
        repeat(scheduler, TimeUnit.SECONDS.toMillis(1), push::sweep);
        repeat(scheduler, TimeUnit.SECONDS.toMillis(1), this::purgeNowAndThen);
        Sessions sessions = started.sessions();
        if (sessions != null) {
            watch(scheduler, sessions, settings.sessions().watchInterval());
        }
        gateways.demo(started.settings().demo());
        arrivals.configure(
                started.settings().trustedProxies(),
                started.settings().https(),
                started.settings().hosts());
        limits = new ConnectionLimits(
                settings.connections(), System::nanoTime, () -> counters.count(Counters.Counter.CONNECTIONS_REFUSED));
        RefusedBodies log = new RefusedBodies(started.timers());
        bodies.configure(settings.bodies(), started.timers(), () -> {
            counters.count(Counters.Counter.BODIES_REFUSED);
            log.run();
        });
        if (!settings.dev() && settings.hosts().isOpen()) {
            LOG.log(
                    Level.WARNING,
                    "It is not said what this server is called (sockee.hosts). So a page of a stranger's whose name leads"
                            + " here counts as its own.");
        }
        gateways.servesClients(settings.servesClient());
        EnginePaths engine = new EnginePaths(started, beans, gateways, entry(), new LimitedEvents(counters, limits()));
        paths = engine;
        List<String> served = engine.serve(server);
        List<String> prefixes =
                new SockJsPaths(started, beans).serve(server, gateways, entry(), new LimitedEvents(counters, limits()));
        UnknownSettings.prefixesAmong(config.getPropertyNames(), prefixes)
                .forEach(line -> LOG.log(Level.WARNING, line));
        UnknownSettings.among(
                        config.getPropertyNames(),
                        "sockee.namespace.",
                        "no controller has the namespace",
                        started.servedNamespaces())
                .forEach(line -> LOG.log(Level.WARNING, line));
        UnknownSettings.among(config.getPropertyNames(), "sockee.engine.", "sockee.engine.paths has no path", served)
                .forEach(line -> LOG.log(Level.WARNING, line));
        if (!prefixes.isEmpty()) {
            LOG.log(Level.INFO, "Sockee serves SockJS at {0}.", String.join(", ", prefixes));
        }
        Callers callers = modules.callers(settings, users.tokenUsers());
        int actions = new ActionPath(started, callers).serve(server, entry());
        if (actions > 0) {
            LOG.log(
                    Level.INFO,
                    "Sockee serves {0} actions below {1}.",
                    actions,
                    settings.actions().path());
        }
        if (sessions != null) {
            SessionPath.serve(server, entry(), sessions);
        }
        new DocumentPaths(started, beans, callers, push.directory()).serve(server, entry(), gauges());
        WatchedPaths watched = new WatchedPaths(started, tables.opened(), callers);
        watched.serve(server, entry(), new Metering(started, gauges(), gateways::transports, push::connected));
        repeat(scheduler, TimeUnit.SECONDS.toMillis(1), watched.health()::sample);
        health = watched.health();
        admin.begin(started, server, entry(), callers, gateways::transports);
        LOG.log(
                Level.INFO,
                "Sockee serves Socket.IO at {0}/ with {1} events in the namespaces {2}{3}{4}.",
                String.join("/, ", served),
                started.routes().size(),
                started.routes().namespaces(),
                started.routes().namespacePatterns().isEmpty()
                        ? ""
                        : " and " + started.routes().namespacePatterns(),
                settings.profile().equals("production") ? "" : ", in the profile " + settings.profile());
        threads.started();
        watched.health().started(true);
        beans.getEvent().fire(new Started());
    }

    private Platform platform(Settings settings, ThreadFactory threads) {
        Optional<Admission> tokens = users.open(settings);
        Set<String> namespaces = new HashSet<>(push.open(settings).namespaces());
        Optional<Admin> admins = admin.open(settings, namespaces);
        admins.ifPresent(there -> namespaces.add(Admin.NAMESPACE));
        // Clients of websites bring tokens of the website, which may look like ours: these namespaces are left out, as
        // are admins.
        Optional<Admission> asked = modules.open(settings, users.module());
        List<Admission> links = Stream.concat(
                        Stream.concat(Stream.of(push.admission()), admins.map(Admin::admission).stream()),
                        Stream.of(asked, tokens).flatMap(Optional::stream).map(link -> link.except(namespaces)))
                .toList();
        return new Platform(
                context,
                threads,
                clock,
                counters,
                links,
                tokens.isPresent(),
                asked.isPresent(),
                namespaces,
                new Platform.SessionSource(tables::sessions, sessionUsers, sessionAuthentication, Clock.systemUTC()),
                admins);
    }

    /** Runs a job again and again, with so many milliseconds between two runs, until the application ends. */
    private static void repeat(ScheduledExecutorService scheduler, long millis, Runnable job) {
        Future<?> unused =
                scheduler.scheduleWithFixedDelay(new EnduringJob(job), millis, millis, TimeUnit.MILLISECONDS);
    }

    private static void watch(ScheduledExecutorService scheduler, Sessions sessions, long interval) {
        if (interval > 0) {
            repeat(scheduler, interval, sessions.sweep()::look);
        }
        repeat(scheduler, TimeUnit.SECONDS.toMillis(USE_SECONDS), sessions.sweep()::noteUse);
    }

    private void purgeNowAndThen() {
        if (++seconds % PURGE_SECONDS == 0) {
            users.purge();
            Sessions sessions = core().sessions();
            if (sessions != null) {
                sessions.sweep().purge();
            }
        }
    }

    private Core core() {
        return started(core);
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("Sockee has not started.");
        }
        return part;
    }

    /**
     * Serves one more Engine.IO path, to which a servlet of the caller's leads.
     *
     * @param protocol what runs on its connections: called once for each, before anything is received on it
     */
    public void serve(String path, Function<? super EngineSession, ConnectionListener> protocol) {
        serve(path, protocol, false);
    }

    /**
     * The same.
     *
     * @param allowsVersion3 whether clients may speak version 3 of Engine.IO, too
     */
    public void serve(
            String path, Function<? super EngineSession, ConnectionListener> protocol, boolean allowsVersion3) {
        EngineOptions options = core().settings().engineAt(path);
        started(paths).serve(path, allowsVersion3 ? options.withVersion3() : options, protocol);
    }

    /**
     * Serves Socket.IO at one more path, to which a servlet of the caller's leads.
     *
     * @param allowsVersion3 whether clients of Socket.IO 1 and 2 are served there, too
     */
    public void serveSocketIo(String path, boolean allowsVersion3) {
        EngineOptions.Parser parser = core().settings().engineAt(path).parser();
        serve(path, session -> core().clients().accept(session, parser), allowsVersion3);
    }

    /** What all paths share. */
    private Entry entry() {
        Settings settings = core().settings();
        Sessions sessions = core().sessions();
        return new Entry(
                settings.dev()
                        ? new OriginPolicy(settings.origins(), new RefusedOrigins())
                        : new OriginPolicy(settings.origins()),
                arrivals,
                bodies,
                limits(),
                beans.getExtension(SockeeExtension.class).roles(),
                started(webSockets),
                peers,
                sessions == null ? null : sessions.door(),
                started(closers).executor());
    }

    /** The test of framing of our own, where that is to be used: to be mapped as a filter, and run. */
    Optional<SelfTest> selfTest(OwnAddress address, ServletContext server) {
        DirectWebSockets tested = started(webSockets);
        return tested.areChosen()
                ? Optional.of(new SelfTest(
                        tested,
                        address::all,
                        server.getContextPath(),
                        core().timers(),
                        core().helpers(),
                        started(closers).executor(),
                        SelfTest.Pauses.USUAL))
                : Optional.empty();
    }

    private ConnectionLimits limits() {
        return started(limits);
    }

    /** The publisher that applications inject. */
    @Produces
    @ApplicationScoped
    public Publisher publisher() {
        return core().publisher();
    }

    /** Who is here, for applications that inject it. */
    @Produces
    @ApplicationScoped
    public Presence presence() {
        return core().presence();
    }

    /** The counters. */
    @Produces
    public Counters counters() {
        return counters;
    }

    /** The gauges. */
    @Produces
    public Gauges gauges() {
        return core().gauges();
    }

    /** Ends all connections, then all threads. Blocks for some seconds at most. */
    public void stop() {
        Closers closing = closers;
        Core running = core;
        ScheduledExecutorService ending = jobs;
        HealthChecks checks = health;
        if (checks != null) {
            checks.started(false);
        }
        end(gateways::close);
        if (running != null) {
            end(running::close);
        }
        if (ending != null) {
            ending.shutdown();
        }
        DirectWebSockets direct = webSockets;
        if (direct != null) {
            end(direct::end);
        }
        if (closing != null) {
            end(closing::close);
        }
        end(peers::close);
        end(push::close);
        end(users::close);
        end(tables::close);
    }

    /**
     * Runs a step of the end; one that fails is logged and does not stop the others. A class that is first needed now may be
     * missing: Open Liberty stops an application when its file has been removed.
     */
    private static void end(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A part of the application could not be ended", e);
        }
    }
}
