package io.sockee.boot;

import io.sockee.api.Authenticated;
import io.sockee.delivery.DeviceDirectory;
import io.sockee.delivery.DevicePurge;
import io.sockee.delivery.DeviceSweep;
import io.sockee.delivery.Devices;
import io.sockee.jwt.JwtVerifier;
import io.sockee.persistence.Database;
import io.sockee.push.Gateway;
import io.sockee.push.OwnSite;
import io.sockee.push.Post;
import io.sockee.push.Push;
import io.sockee.push.TokenCheck;
import io.sockee.routing.DeploymentException;
import io.sockee.site.Site;
import io.sockee.site.SiteException;
import io.sockee.site.Sites;
import io.sockee.site.TokenIssuer;
import io.sockee.socket.Admission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts the push gateway, where websites are configured. */
@ApplicationScoped
public class PushGateway {
    private static final Logger LOG = System.getLogger(PushGateway.class.getName());

    /** Threads: one writes to the database, the others look names up and read the answers of websites. */
    private static final int THREADS = 8;

    /** Threads that write the answers of {@code /send}, and may block until these are read. */
    private static final int ANSWERING_THREADS = 4;

    private final Push push;
    private final Tables tables;
    private final Iterable<OwnSite> own;

    private Sites sites = new Sites(List.of());
    private volatile Admission admission = (namespace, handshake, auth) -> Optional.empty(); // until it has begun
    private @Nullable Database database;
    private @Nullable Devices devices;
    private @Nullable DeviceDirectory directory;
    private @Nullable DeviceSweep sweep;
    private @Nullable DevicePurge purge;
    private List<ThreadPoolExecutor> pools = List.of();
    private @Nullable Gateway gateway;

    @Inject
    public PushGateway(Push push, Tables tables, @Any Instance<OwnSite> own) {
        this.push = push;
        this.tables = tables;
        this.own = own;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected PushGateway() {
        this(null, null, null);
    }

    /**
     * Reads the sites, and opens the database if it is there.
     *
     * @throws DeploymentException when the sites are wrong
     */
    Sites open(Settings settings) {
        try {
            sites = settings.push().sites();
        } catch (SiteException e) {
            throw new DeploymentException(String.valueOf(e.getMessage()));
        }
        if (!sites.isEmpty() && Database.isDefined()) {
            database = tables.open();
        }
        Optional<Site> durable = sites.all().stream().filter(Site::isDurable).findFirst();
        if (durable.isPresent()) {
            refuseUnsafe(settings, durable.get().name());
        }
        if (settings.dev() && settings.demo()) {
            own.forEach(website -> serve(settings, website));
        }
        return sites;
    }

    /** Serves a site of the application's own; if that is not possible, it is logged and the application starts without it. */
    private void serve(Settings settings, OwnSite website) {
        String name = website.name();
        if (!Database.isDefined() || sites.ofNamespace("/" + name).isPresent()) {
            return;
        }
        if (settings.push().websites().publicOnly()) {
            LOG.log(Level.INFO, "There is no site {0}: its address, this server, is not public.", name);
            return;
        }
        try {
            database = tables.open();
            refuseUnsafe(settings, name);
        } catch (DeploymentException e) {
            LOG.log(Level.INFO, "There is no site {0}: {1}", name, e.getMessage());
            return;
        }
        Site site = website.site(settings.demoUrl());
        sites = new Sites(Stream.concat(sites.all().stream(), Stream.of(site)).toList());
    }

    private void refuseUnsafe(Settings settings, String durable) {
        if (database == null) {
            throw new DeploymentException("The site '" + durable + "' has a userRoomPrefix, and so delivers durably,"
                    + " but the application has no data source " + Database.DATA_SOURCE + ".");
        }
        if (!settings.dev() && database.isInMemory()) {
            throw new DeploymentException("The site '" + durable + "' has a userRoomPrefix, and so delivers durably,"
                    + " but the database is in memory and forgets everything with the server. Set SOCKEE_DB_URL, or"
                    + " sockee.profile to dev.");
        }
        settings.push().requireRoomForBatches(settings.engine());
    }

    /** The link of the admission that lets clients of sites in; it has no steps before the gateway has begun. */
    Admission admission() {
        return (namespace, handshake, auth) -> admission.step(namespace, handshake, auth);
    }

    /** Begins, when everything else has started. */
    void begin(Core core) {
        if (sites.isEmpty()) {
            return;
        }
        // Their queues need no bound of their own: calls to websites, and requests of websites, are bounded where they
        // come from.
        ThreadPoolExecutor pool = core.pool(THREADS);
        ThreadPoolExecutor answers = core.pool(ANSWERING_THREADS);
        pools = List.of(pool, answers);
        SteadyClock clock = new SteadyClock();
        Settings settings = core.settings();
        if (database != null) {
            Devices.Platform platform = new Devices.Platform(
                    database,
                    pool,
                    answers,
                    core.timers(),
                    clock,
                    UUID.randomUUID().toString(),
                    core.counters());
            devices = new Devices(settings.push().devices(), platform);
            directory = new DeviceDirectory(database);
            sweep = new DeviceSweep(devices, platform, settings.push().devices());
            purge = new DevicePurge(platform);
        }
        Gateway begun = new Gateway(
                sites,
                settings.push().websites(),
                site -> site.issuer().map(issuer -> check(settings.jwt(), issuer)),
                Optional.ofNullable(devices),
                new Gateway.Platform(pool, core.timers(), clock, core::emit));
        gateway = begun;
        admission = begun.admission();
        push.begin(new Push.Door(
                begun, new Post.Reader(settings.maxDepth()), settings.push().maxSendBody()));
        LOG.log(Level.INFO, "The push gateway serves the sites {0}.", sites.namespaces());
    }

    /** In a method of its own: only sites with an issuer need the library that reads tokens. */
    private static TokenCheck check(JwtSettings settings, TokenIssuer issuer) {
        JwtVerifier verifier = settings.verifier(issuer);
        return token -> {
            Authenticated known = verifier.verify(token);
            return new TokenCheck.Token(known.user().id(), known.expires().orElse(Instant.MAX));
        };
    }

    /** How many devices are connected here; empty where nothing is kept for devices. */
    OptionalInt connected() {
        return devices == null ? OptionalInt.empty() : OptionalInt.of(devices.connected());
    }

    /** A look at devices and their queues; empty where nothing is kept for devices. */
    Optional<DeviceDirectory> directory() {
        return Optional.ofNullable(directory);
    }

    /** Regular work, to be called every second. Blocks. */
    void sweep() {
        if (sweep != null && purge != null) {
            sweep.sweep();
            purge.step();
        }
    }

    /** Ends its threads, when all sockets have gone. */
    void close() {
        if (devices != null) {
            devices.close();
        }
        int dropped = 0;
        boolean interrupted = false;
        for (ThreadPoolExecutor pool : pools) { // in this order: the first one's tasks may hand answers to the next
            pool.shutdown();
            boolean ended = false;
            try {
                ended = !interrupted && pool.awaitTermination(3, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            dropped += ended ? 0 : pool.shutdownNow().size();
        }
        if (gateway != null) {
            gateway.close();
        }
        if (dropped > 0) {
            LOG.log(Level.WARNING, "The push gateway stops while {0} of its tasks wait: they are left out.", dropped);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
