package io.sockee.boot;

import io.sockee.api.SockJs;
import io.sockee.connection.ConnectionListener;
import io.sockee.endpoint.EngineGateways;
import io.sockee.endpoint.Entry;
import io.sockee.endpoint.SockJsGateway;
import io.sockee.endpoint.SockJsServlet;
import io.sockee.routing.DeploymentException;
import io.sockee.service.Service;
import io.sockee.sockjs.SockJsEvents;
import io.sockee.sockjs.SockJsPages;
import io.sockee.sockjs.SockJsServer;
import io.sockee.sockjs.SockJsSession;
import io.sockee.sockjs.SockJsSettings;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Finds the SockJS services among the CDI beans, and serves their prefixes and the bridge's. Once, when the application starts. */
final class SockJsPaths {
    private final Core core;
    private final BeanManager beans;
    private final SecureRandom random = new SecureRandom();

    SockJsPaths(Core core, BeanManager beans) {
        this.core = core;
        this.beans = beans;
    }

    /**
     * What is to be served at a prefix.
     *
     * @param protocol what runs on its connections: called once for each
     */
    private record Place(
            ServedPath path,
            SockJsSettings options,
            Entry entry,
            Function<SockJsSession, ConnectionListener> protocol) {}

    /**
     * Serves them.
     *
     * @param entry what all paths share
     * @return the prefixes
     * @throws DeploymentException when a service is wrong, or its path is another's
     */
    List<String> serve(ServletContext server, EngineGateways gateways, Entry entry, SockJsEvents events) {
        List<Place> places = places(entry);
        List<ServedPath> taken = taken(server);
        for (Place place : places) {
            place.path().addTo(taken);
        }
        for (Place place : places) {
            SockJsGateway gateway = gateway(place, events);
            gateways.put(gateway);
            register(server, gateway);
        }
        return places.stream().map(place -> place.path().path()).toList();
    }

    private List<Place> places(Entry entry) {
        SockJsOptions options = core.settings().sockJs();
        List<Place> places = new ArrayList<>();
        options.bridgePrefix()
                .map(prefix -> new ServedPath(prefix, "the setting " + Setting.SOCKJS_BRIDGE_PREFIX.key()))
                .map(path -> new Place(path, options.bridge(core.settings().engine()), entry, core.bridge()::accept))
                .ifPresent(places::add);
        for (Service service : services()) {
            places.add(new Place(
                    new ServedPath(service.options().value(), service.type().getName()),
                    options.of(service.options(), core.settings().engine()),
                    SockJsOptions.origins(service.options()).map(entry::with).orElse(entry),
                    session -> core.services().accept(service, session)));
        }
        return places;
    }

    private List<Service> services() {
        List<Service> services = new ArrayList<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Class<?> type = bean.getBeanClass();
            // A producer's bean has the class that declares the producer, but is not of that type.
            if (type.isAnnotationPresent(SockJs.class) && bean.getTypes().contains(type)) {
                services.add(Service.of(type, beans.getReference(bean, type, beans.createCreationalContext(bean))));
            }
        }
        services.sort(Comparator.comparing(service -> service.options().value()));
        return services;
    }

    /** The paths of the application's servlets; without those for endings, and without the one for whatever is left. */
    private static List<ServedPath> taken(ServletContext server) {
        List<ServedPath> taken = new ArrayList<>();
        for (ServletRegistration servlet : server.getServletRegistrations().values()) {
            for (String pattern : servlet.getMappings()) {
                String path = pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 2) : pattern;
                if (path.length() > 1 && path.startsWith("/")) {
                    taken.add(new ServedPath(path, String.valueOf(servlet.getClassName())));
                }
            }
        }
        return taken;
    }

    private SockJsGateway gateway(Place place, SockJsEvents events) {
        SockJsServer sockJs =
                new SockJsServer(place.options(), core.timers(), core.helpers(), place.protocol(), events);
        return new SockJsGateway(
                place.path().path(), sockJs, new SockJsPages(place.options()), place.entry(), random::nextInt);
    }

    private static void register(ServletContext server, SockJsGateway gateway) {
        String name = "SockJS " + gateway.prefix();
        ServletRegistration.Dynamic servlet = server.addServlet(name, new SockJsServlet(gateway));
        if (servlet == null) {
            throw new DeploymentException("There is a servlet with the name '" + name + "' already.");
        }
        servlet.setAsyncSupported(true);
        if (!servlet.addMapping(gateway.prefix() + "/*").isEmpty()) {
            throw new DeploymentException("Another servlet serves " + gateway.prefix() + "/*, too.");
        }
    }
}
