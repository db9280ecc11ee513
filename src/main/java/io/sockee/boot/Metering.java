package io.sockee.boot;

import io.sockee.endpoint.MetricsServlet.Metrics;
import io.sockee.metrics.Exposition;
import io.sockee.metrics.Exposition.Format;
import io.sockee.metrics.Gauges;
import io.sockee.metrics.Labels;
import io.sockee.routing.CallPool;
import io.sockee.routing.Routes;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads all that is counted and measured, and writes it as metrics. Their labels take values that the application and the server
 * determine, never clients: an event is told by the name or pattern of its method. Safe for any thread; does not block.
 */
final class Metering {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Core core;
    private final Gauges gauges;
    private final Supplier<Map<String, Integer>> transports;
    private final Supplier<OptionalInt> devices;
    private final List<Routes.Timed> times;

    /**
     * @param transports how many connections there are of each transport
     * @param devices how many devices are connected, where there are some
     */
    Metering(Core core, Gauges gauges, Supplier<Map<String, Integer>> transports, Supplier<OptionalInt> devices) {
        this.core = core;
        this.gauges = gauges;
        this.transports = transports;
        this.devices = devices;
        this.times = core.routes().timed();
    }

    /**
     * All metrics, in the format for a request.
     *
     * @param accept the request's header of that name
     * @param database looked at last; null where there is none
     */
    Metrics metrics(String accept, @Nullable DatabaseProbe database) {
        Format format = Format.of(accept);
        Exposition to = new Exposition(format);
        connections(to);
        gauges.write(to);
        core.counters().write(to);
        to.histogram("sockee_call_duration_seconds", "Time from the beginning of a call to its answer");
        for (Routes.Timed timed : times) {
            to.is(Labels.of("namespace", timed.namespaces()).and("event", timed.events()), timed.times());
        }
        pool(to);
        devices.get()
                .ifPresent(connected -> to.gauge(
                                "sockee_devices_connected", "Devices of websites' users that are connected here")
                        .is(connected));
        if (database != null) {
            database(to, database);
        }
        return new Metrics(format.contentType(), to.java().end());
    }

    private void connections(Exposition to) {
        Map<String, Integer> counts = new TreeMap<>(Map.of("polling", 0, "websocket", 0)); // these are always told
        counts.putAll(transports.get());
        to.gauge("sockee_connections", "Connections that are open");
        counts.forEach((transport, count) -> to.is(Labels.of("transport", transport), count));
    }

    private void pool(Exposition to) {
        CallPool pool = core.calls();
        to.gauge("sockee_pool_threads", "Calls that may run at a time").is(pool.size());
        to.gauge("sockee_pool_active_threads", "Calls that run").is(pool.active());
        to.gauge("sockee_pool_queue_capacity", "Sockets that may wait for a thread")
                .is(pool.capacity());
        to.counter("sockee_pool_completed_total", "Turns of sockets, and other tasks, that the pool has run")
                .is(pool.completed());
    }

    /** As it was found last: nobody waits for the database here. Asks it again for the next time. */
    private static void database(Exposition to, DatabaseProbe probe) {
        DatabaseProbe.Found found = probe.last();
        probe.look(next -> {});
        if (found != null) {
            to.gauge("sockee_database_up", "Whether the database could be reached when it was asked last")
                    .is(found.up() ? 1 : 0);
            to.gauge("sockee_database_answer_seconds", "How long its answer took")
                    .is(found.nanos() / NANOS);
        }
    }
}
