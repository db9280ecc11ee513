package io.sockee.boot;

import io.sockee.connection.Timers;
import io.sockee.hub.Hub;
import io.sockee.hub.Numbering;
import io.sockee.metrics.Gauges;
import io.sockee.metrics.Gauges.Gauge;
import io.sockee.recovery.Bounds;
import io.sockee.recovery.LocalRecovery;
import io.sockee.recovery.Offsets;
import io.sockee.recovery.Recovery;
import io.sockee.routing.Routes;
import io.sockee.socket.NamespaceRules;
import io.sockee.socket.SocketServer;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What is kept for clients that come back, where that is wanted. */
final class Recovering {
    private final Settings settings;
    private final @Nullable Recovery recovery;

    /**
     * @param hub whose emissions are numbered by {@link #numbering}
     */
    Recovering(Settings settings, Hub hub, Timers timers) {
        this.settings = settings;
        Bounds bounds = settings.recovery().orElse(null);
        this.recovery = bounds == null ? null : new LocalRecovery(hub, timers, bounds);
    }

    /** Numbers emissions in the namespaces to which clients can come back, by what the rules say of the names that controllers have. */
    static Numbering numbering(Settings settings, Timers timers, Routes routes, NamespaceRules rules) {
        return settings.recovery().isEmpty()
                ? Numbering.NONE
                : new Offsets(
                        ThreadLocalRandom.current().nextLong(Offsets.FIRSTS),
                        timers::nanoTime,
                        namespace -> routes.find(namespace)
                                .map(found -> rules.of(found.name()).recovers())
                                .orElse(true));
    }

    /** Where clients are accepted. */
    SocketServer sockets(Hub hub, CallParts calls, SocketServer.Services shared) {
        return recovery == null
                ? new SocketServer(settings.sockets(), hub, calls.routes(), calls.dispatcher(), shared)
                : new SocketServer(
                        settings.sockets(),
                        hub,
                        calls.routes(),
                        calls.dispatcher(),
                        shared,
                        recovery,
                        settings.skipsConnectMethods());
    }

    Gauges addTo(Gauges gauges) {
        Recovery kept = recovery;
        return gauges.with(Gauge.RECOVERY_SOCKETS, () -> kept == null ? 0 : kept.size())
                .with(Gauge.RECOVERY_PACKETS, () -> kept == null ? 0 : kept.packets())
                .with(Gauge.RECOVERY_BYTES, () -> kept == null ? 0 : kept.bytes());
    }
}
