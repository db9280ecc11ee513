package io.sockee.wildfly;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.ChannelUpgradeHandler;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.msc.Service;
import org.jboss.msc.service.ServiceActivator;
import org.jboss.msc.service.ServiceActivatorContext;
import org.jboss.msc.service.ServiceBuilder;
import org.jboss.msc.service.ServiceName;
import org.jboss.msc.service.ServiceRegistry;
import org.jboss.msc.service.ServiceTarget;
import org.jboss.msc.service.StartContext;
import org.jboss.msc.service.StopContext;

/**
 * Lets a WildFly that stops answer 503 until its connections are cut. By itself it answers 404 for its last tenths of a
 * second: it removes its hosts before its listeners, and its own handler that should answer 503 meanwhile is put before the
 * hosts too late, when the listener has already been given its first handler ({@code ListenerService.start}). For a website that
 * sends messages, 404 means that there is nothing at this address, and 503 that it should try again.
 *
 * <p>WildFly finds this class by its file in {@code META-INF/services} and runs it with the deployment. The services that
 * it makes depend on the host and the listeners: those cannot stop before these have. Services are started and stopped by
 * threads of the server; nothing here blocks one.
 */
public final class StoppingServer implements ServiceActivator {
    private static final ServiceName DEFAULT_HOST =
            ServiceName.parse("org.wildfly.undertow.default-server.default-host");
    private static final ServiceName LISTENERS = ServiceName.parse("org.wildfly.undertow.listener");

    /** Below this name there is a value for each listener of HTTP: the first handler that its requests come to. */
    private static final ServiceName ENTRIES = LISTENERS.append("http-upgrade-registry");

    @Override
    public void activate(ServiceActivatorContext context) {
        ServiceRegistry registry = context.getServiceRegistry();
        if (registry.getService(DEFAULT_HOST) == null) {
            return; // another server than the one that this is for: better its own answers than no deployment
        }
        ServiceBuilder<?> waiting = context.getServiceTarget().addService();
        waiting.requires(DEFAULT_HOST);
        names(registry, LISTENERS)
                .filter(name -> !ENTRIES.isParentOf(name))
                .filter(name -> name.length() == LISTENERS.length() + 1)
                .forEach(waiting::requires);
        waiting.setInstance(new Listening());
        waiting.install();
    }

    private static Stream<ServiceName> names(ServiceRegistry registry, ServiceName parent) {
        return registry.getServiceNames().stream().filter(parent::isParentOf);
    }

    /** Runs while all listeners do. Their entries become known when they start. */
    private static final class Listening implements Service {
        @Override
        public void start(StartContext context) {
            ServiceRegistry registry = context.getController().getServiceContainer();
            ServiceTarget target = context.getChildTarget();
            ServiceBuilder<?> builder = target.addService();
            builder.requires(DEFAULT_HOST);
            List<Supplier<ChannelUpgradeHandler>> entries = names(registry, ENTRIES)
                    .map(builder::<ChannelUpgradeHandler>requires)
                    .toList();
            builder.setInstance(new Entries(entries));
            builder.install();
        }

        @Override
        public void stop(StopContext context) {
            // what it has started stops before it
        }
    }

    /** Runs while requests may come in. */
    private record Entries(List<Supplier<ChannelUpgradeHandler>> entries, Unavailable answer) implements Service {
        Entries(List<Supplier<ChannelUpgradeHandler>> entries) {
            this(entries, new Unavailable()); // made now: when it is needed the application may have lost its classes
        }

        @Override
        public void start(StartContext context) {
            // only its stop matters
        }

        @Override
        public void stop(StopContext context) {
            // Where only the application is taken away, the host stays and answers as it is told to.
            if (context.getController().getServiceContainer().isShutdown()) {
                entries.forEach(entry -> entry.get().setNonUpgradeHandler(answer));
            }
        }
    }

    /** The last word on a connection. Runs on the connection's I/O thread. */
    private static final class Unavailable implements HttpHandler {
        @Override
        public void handleRequest(HttpServerExchange exchange) {
            exchange.setStatusCode(503);
            exchange.setPersistent(false);
            exchange.endExchange();
        }
    }
}
