package io.sockee.boot;

import io.sockee.endpoint.Arrivals;
import io.sockee.endpoint.Bodies;
import io.sockee.endpoint.ClosedPeers;
import io.sockee.endpoint.ConnectionLimits;
import io.sockee.endpoint.DirectWebSockets;
import io.sockee.endpoint.Entry;
import io.sockee.endpoint.OriginPolicy;
import io.sockee.endpoint.RefusedBodies;
import io.sockee.endpoint.RefusedOrigins;
import io.sockee.metrics.Counters;
import io.sockee.session.Sessions;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What all paths share: who may come in and how much of them is read, and what opens and closes WebSockets. */
final class WaysIn {
    private final Core core;
    private final Arrivals arrivals;
    private final Bodies bodies;
    private final Counters counters;
    private final Set<String> roles;
    private final DirectWebSockets webSockets;
    private final Closers closers;
    private final ConnectionLimits limits;
    private final ClosedPeers peers = new ClosedPeers();

    /** @param roles that controllers ask for */
    WaysIn(Core core, ServletContext server, Arrivals arrivals, Bodies bodies, Counters counters, Set<String> roles) {
        this.core = core;
        this.arrivals = arrivals;
        this.bodies = bodies;
        this.counters = counters;
        this.roles = roles;
        Settings settings = core.settings();
        webSockets = settings.webSockets(server, counters::written);
        closers = new Closers(core);
        arrivals.configure(settings.trustedProxies(), settings.https(), settings.hosts());
        limits = new ConnectionLimits(
                settings.connections(), System::nanoTime, () -> counters.count(Counters.Counter.CONNECTIONS_REFUSED));
        RefusedBodies log = new RefusedBodies(core.timers());
        bodies.configure(settings.bodies(), core.timers(), () -> {
            counters.count(Counters.Counter.BODIES_REFUSED);
            log.run();
        });
    }

    /** What a path is served with. */
    Entry entry() {
        Settings settings = core.settings();
        Sessions sessions = core.sessions();
        return new Entry(
                settings.dev()
                        ? new OriginPolicy(settings.origins(), new RefusedOrigins())
                        : new OriginPolicy(settings.origins()),
                arrivals,
                bodies,
                limits,
                roles,
                webSockets,
                peers,
                sessions == null ? null : sessions.door(),
                closers.executor());
    }

    /** Who hears of the connections of a path: what counts them, for the limits too. */
    LimitedEvents events() {
        return new LimitedEvents(counters, limits);
    }

    /** The test of framing of our own, where that is to be used: to be mapped as a filter, and run. */
    Optional<SelfTest> selfTest(OwnAddress address, ServletContext server) {
        return webSockets.areChosen()
                ? Optional.of(new SelfTest(
                        webSockets,
                        address::all,
                        server.getContextPath(),
                        core.timers(),
                        core.helpers(),
                        closers.executor(),
                        SelfTest.Pauses.USUAL))
                : Optional.empty();
    }

    /** The steps of its end, in their order; for when all connections are closed. */
    List<Runnable> end() {
        return List.of(webSockets::end, closers::close, peers::close);
    }
}
