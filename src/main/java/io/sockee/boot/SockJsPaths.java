package io.sockee.boot;

import io.sockee.endpoint.ClientServlet;
import io.sockee.endpoint.EngineGateways;
import io.sockee.endpoint.Entry;
import io.sockee.endpoint.SockJsGateway;
import io.sockee.endpoint.SockJsServlet;
import io.sockee.routing.DeploymentException;
import io.sockee.service.Service;
import io.sockee.sockjs.SockJsEvents;
import io.sockee.sockjs.SockJsPages;
import io.sockee.sockjs.SockJsServer;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Serves the prefixes of the SockJS services, and the bridge's. Once, when the application starts. */
final class SockJsPaths {
    private final Core core;
    private final BeanManager beans;
    private final SecureRandom random = new SecureRandom();

    SockJsPaths(Core core, BeanManager beans) {
        this.core = core;
        this.beans = beans;
    }

    /**
     * Serves them.
     *
     * @param entry what all paths share
     * @return the prefixes
     * @throws DeploymentException when a service is wrong, or its path is another's
     */
    List<String> serve(ServletContext server, EngineGateways gateways, Entry entry, SockJsEvents events) {
        String clientUrl = server.getContextPath() + ClientServlet.SOCKJS;
        List<Place> places = places(SockJsServices.find(core, beans), entry, events, clientUrl);
        List<ServedPath> taken = taken(server);
        for (Place place : places) {
            place.path().addTo(taken);
        }
        for (Place place : places) {
            SockJsGateway gateway = new SockJsGateway(
                    place.path().path(),
                    place.server(),
                    new SockJsPages(
                            place.server().settings(), place.entry().origins().named()),
                    place.entry(),
                    random::nextInt);
            gateways.put(gateway);
            register(server, gateway);
        }
        return places.stream().map(place -> place.path().path()).toList();
    }

    /** What is to be served at a prefix. */
    private record Place(ServedPath path, SockJsServer server, Entry entry) {}

    private static List<Place> places(SockJsServices known, Entry entry, SockJsEvents events, String clientUrl) {
        List<Place> places = new ArrayList<>();
        known.bridgePrefix()
                .map(prefix -> new ServedPath(prefix, "the setting " + Setting.SOCKJS_BRIDGE_PREFIX.key()))
                .map(path -> new Place(
                        path,
                        known.bridge(events, clientUrl),
                        known.bridgeOrigins().map(entry::with).orElse(entry)))
                .ifPresent(places::add);
        for (Service service : known.all()) {
            places.add(new Place(
                    new ServedPath(service.options().value(), service.type().getName()),
                    known.server(service, events, clientUrl),
                    known.origins(service).map(entry::with).orElse(entry).withoutSessions()));
        }
        return places;
    }

    /** The paths of the application's servlets; without those for endings, and without the one for whatever is left. */
    static List<ServedPath> taken(ServletContext server) {
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
