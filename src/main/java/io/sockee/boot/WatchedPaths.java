package io.sockee.boot;

import io.sockee.action.Callers;
import io.sockee.console.TrafficData;
import io.sockee.endpoint.Entry;
import io.sockee.endpoint.HealthServlet;
import io.sockee.endpoint.MetricsServlet;
import io.sockee.endpoint.Readers;
import io.sockee.endpoint.TrafficServlet;
import io.sockee.endpoint.Watchers;
import io.sockee.health.HealthExtension;
import io.sockee.health.HealthSource;
import io.sockee.persistence.Database;
import io.sockee.routing.DeploymentException;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Serves what whoever runs the server looks at: the metrics and the traffic log, where settings open them, and its health. Once, when the
 * application starts.
 */
final class WatchedPaths {
    private static final Logger LOG = System.getLogger(WatchedPaths.class.getName());
    private static final String METRICS = "/sockee/metrics";
    private static final String TRAFFIC = "/sockee/traffic";
    private static final String LIVE = "/sockee/health/live";
    private static final String READY = "/sockee/health/ready";

    private final Core core;
    private final Callers callers;
    private final @Nullable DatabaseProbe database;
    private final HealthChecks health;

    /**
     * @param tables the database, if anything needs one
     * @param callers knows who sends a request
     * @param beans where MicroProfile Health is told who knows how the server is
     */
    WatchedPaths(Core core, Optional<Database> tables, Callers callers, BeanManager beans) {
        this.core = core;
        this.callers = callers;
        this.database = tables.map(this::probe).orElse(null);
        this.health = new HealthChecks(core.timers(), core.calls(), database, System::nanoTime);
        beans.getExtension(HealthExtension.class)
                .tell(core.settings().metrics().tellsMicroProfileHealth() ? health : HealthSource.SILENT);
    }

    private DatabaseProbe probe(Database tables) {
        Runnable question = () -> {
            Object unused =
                    tables.call(manager -> manager.createNativeQuery("select 1").getSingleResult());
        };
        return new DatabaseProbe(question, core.pool(1), core.timers());
    }

    HealthChecks health() {
        return health;
    }

    /** Serves them. */
    void serve(ServletContext server, Entry entry, Metering metering) {
        MetricsSettings settings = core.settings().metrics();
        @Nullable Watchers watchers = settings.isOn() ? watchers(settings, entry) : null;
        if (watchers != null) {
            add(
                    server,
                    "Sockee's metrics",
                    new MetricsServlet(watchers, accept -> metering.metrics(accept, database)),
                    METRICS);
            LOG.log(Level.INFO, "Sockee''s metrics are at {0}{1}.", server.getContextPath(), METRICS);
        }
        TrafficSettings traffic = core.settings().traffic();
        traffic.openness().ifPresent(to -> {
            TrafficData data = new TrafficData(core.sockets().trafficLog(), traffic.bounds());
            Readers readers = new Readers(to.role(), callers, entry.arrivals(), new AskingPool(core));
            add(
                    server,
                    "Sockee's traffic log",
                    new TrafficServlet(entry, readers, (method, query, who) -> {
                        TrafficData.Answer answer = data.answer(method, query, who);
                        return new TrafficServlet.Told(
                                answer.status(), answer.json().toString());
                    }),
                    TRAFFIC);
        });
        Map<String, HealthServlet.Question> questions = Map.of(LIVE, health::live, READY, health::ready);
        add(server, "Sockee's health", new HealthServlet(questions, watchers), LIVE, READY);
    }

    private Watchers watchers(MetricsSettings settings, Entry entry) {
        return new Watchers(
                entry.arrivals(),
                settings.addresses(),
                settings.token(),
                settings.role()
                        .map(role -> new Readers(Optional.of(role), callers, entry.arrivals(), new AskingPool(core))));
    }

    private static void add(ServletContext server, String name, Servlet served, String... paths) {
        ServletRegistration.Dynamic servlet = server.addServlet(name, served);
        servlet.setAsyncSupported(true);
        if (!servlet.addMapping(paths).isEmpty()) {
            throw new DeploymentException(
                    "Another servlet serves a path of " + name + " (" + String.join(", ", paths) + "), too.");
        }
    }
}
