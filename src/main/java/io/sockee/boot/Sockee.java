package io.sockee.boot;

import io.sockee.action.Callers;
import io.sockee.admin.Admin;
import io.sockee.auth.SessionUsers;
import io.sockee.cdi.CdiCallContext;
import io.sockee.cdi.SockeeExtension;
import io.sockee.connection.AwakeClock;
import io.sockee.connection.ConnectionListener;
import io.sockee.endpoint.Arrivals;
import io.sockee.endpoint.Bodies;
import io.sockee.endpoint.EngineGateways;
import io.sockee.engineio.EngineSession;
import io.sockee.metrics.Counters;
import io.sockee.routing.DeploymentException;
import io.sockee.session.Sessions;
import io.sockee.socket.Admission;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
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
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Starts and stops the server with the application. */
@ApplicationScoped
public class Sockee {
    /** A CDI event: the server has started, and further paths can be {@linkplain #serve served}. */
    public record Started() {}

    private static final Logger LOG = System.getLogger(Sockee.class.getName());

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
    private final Counters counters = new Counters();
    private final AwakeClock clock = new AwakeClock(System::nanoTime);

    @Resource
    private ManagedThreadFactory factory;

    @Resource
    private ContextService contexts;

    private volatile @Nullable Core core;
    private volatile @Nullable WaysIn waysIn;
    private volatile @Nullable EnginePaths paths;
    private volatile @Nullable Jobs jobs;
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
        SettingNotices notices = new SettingNotices(config);
        notices.ofValues(settings, source);
        ApplicationThreads threads = new ApplicationThreads(factory, contexts);
        Core started = Core.start(settings, beans, platform(settings, threads), annotated);
        if (started.lacksTransactions()) {
            throw new DeploymentException("Controllers are @Transactional, but this server has no transactions at"
                    + " java:comp/TransactionSynchronizationRegistry. On Open Liberty, add the feature jdbc-4.3 or"
                    + " persistenceContainer-3.1.");
        }
        core = started;
        WaysIn ways = new WaysIn(
                started,
                server,
                arrivals,
                bodies,
                counters,
                beans.getExtension(SockeeExtension.class).roles());
        waysIn = ways;
        Jobs repeated = new Jobs(threads);
        jobs = repeated;
        repeated.repeat(Core.TICK_MILLIS, () -> {
            if (clock.tick()) {
                started.tick();
            }
        });
        users.begin(started, threads);
        modules.begin(started);
        long watch = settings.users().watchInterval();
        if (watch > 0) {
            repeated.repeat(watch, users::endWhatEndedElsewhere);
        }
        push.begin(started);
        repeated.eachSecond(push::sweep);
        Sessions sessions = started.sessions();
        repeated.purge(users::purge, sessions);
        if (sessions != null) {
            repeated.watch(sessions, settings.sessions().watchInterval());
        }
        gateways.demo(started.settings().demo());
        gateways.servesClients(settings.servesClient());
        EnginePaths engine = new EnginePaths(started, beans, gateways, ways.entry(), ways.events());
        paths = engine;
        List<String> served = engine.serve(server);
        List<String> prefixes = new SockJsPaths(started, beans).serve(server, gateways, ways.entry(), ways.events());
        ServedNotice.sockJs(prefixes);
        Callers callers = modules.callers(settings, users.tokenUsers());
        int actions = new ActionPath(started, callers).serve(server, ways.entry());
        ServedNotice.actions(actions, settings.actions().path());
        if (sessions != null) {
            SessionPath.serve(server, ways.entry(), sessions);
        }
        new DocumentPaths(started, beans, callers, push.directory()).serve(server, ways.entry(), started.gauges());
        WatchedPaths watched = new WatchedPaths(started, tables.opened(), callers, beans);
        watched.serve(
                server, ways.entry(), new Metering(started, started.gauges(), gateways::transports, push::connected));
        repeated.eachSecond(watched.health()::sample);
        health = watched.health();
        admin.begin(started, server, ways.entry(), callers, gateways::transports);
        ServedNotice.socketIo(served, started.routes(), settings.profile());
        threads.started();
        watched.health().started();
        beans.getEvent().fire(new Started());
        notices.ofNames(
                gateways.paths(), prefixes, started.servedNamespaces()); // behind those who serve more by that event
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

    /** What has been started. */
    Core core() {
        return started(core);
    }

    /** What has been counted since the application began. */
    Counters counters() {
        return counters;
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

    /** The test of framing of our own, where that is to be used: to be mapped as a filter, and run. */
    Optional<SelfTest> selfTest(OwnAddress address, ServletContext server) {
        return started(waysIn).selfTest(address, server);
    }

    /** Ends all connections, then all threads. Blocks for some seconds at most. */
    public void stop() {
        WaysIn ways = waysIn;
        Core running = core;
        Jobs ending = jobs;
        HealthChecks checks = health;
        if (checks != null) {
            checks.stopping();
        }
        end(gateways::close);
        if (running != null) {
            end(running::close);
        }
        if (ending != null) {
            ending.end();
        }
        if (ways != null) {
            ways.end().forEach(Sockee::end);
        }
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
