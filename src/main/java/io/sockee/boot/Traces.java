package io.sockee.boot;

import io.sockee.routing.CallTracing;
import io.sockee.routing.Route;
import io.sockee.routing.Routes;
import io.sockee.telemetry.OpenTelemetryCalls;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out, once, whether somebody traces. */
final class Traces {
    private static final Logger LOG = System.getLogger(Traces.class.getName());
    private static final String API = "io.opentelemetry.api.OpenTelemetry";
    private static final OpenTelemetryCalls.Name UNKNOWN = new OpenTelemetryCalls.Name("", "call");

    private Traces() {}

    /** Who traces calls; null where nobody does, or where there is no OpenTelemetry, or none that works. */
    static @Nullable CallTracing of(BeanManager beans, Routes routes) {
        try {
            Object unused = Class.forName(API, false, Traces.class.getClassLoader());
            Optional<CallTracing> found = found(beans, routes);
            found.ifPresent(tracing -> LOG.log(Level.INFO, "Calls are traced by OpenTelemetry."));
            return found.orElse(null);
        } catch (ClassNotFoundException e) { // as in most applications
            return null;
        } catch (LinkageError e) {
            LOG.log(
                    Level.INFO,
                    "Calls are not traced: the OpenTelemetry API that is here is another version than Sockee needs"
                            + " ({0}).",
                    e.toString());
            return null;
        } catch (RuntimeException e) { // of the server's, or of who has set it up
            LOG.log(Level.WARNING, "Calls are not traced, since OpenTelemetry does not work here", e);
            return null;
        }
    }

    private static Optional<CallTracing> found(BeanManager beans, Routes routes) {
        Map<Route, OpenTelemetryCalls.Name> names = new HashMap<>();
        routes.timed()
                .forEach(timed ->
                        names.put(timed.route(), new OpenTelemetryCalls.Name(timed.namespaces(), timed.events())));
        return OpenTelemetryCalls.find(
                type -> {
                    Instance<?> given = beans.createInstance().select(type);
                    return given.isResolvable() ? Optional.of(type.cast(given.get())) : Optional.empty();
                },
                route -> names.getOrDefault(route, UNKNOWN));
    }
}
