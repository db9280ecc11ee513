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

/** Serves the prefixes of the SockJS services. Once, when the application starts. */
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
        SockJsServices known = SockJsServices.find(core, beans);
        List<Service> services = known.all();
        List<ServedPath> taken = taken(server);
        for (Service service : services) {
            ServedPath wanted =
                    new ServedPath(service.options().value(), service.type().getName());
            taken.stream().filter(wanted::meets).findFirst().ifPresent(other -> {
                throw new DeploymentException("The prefix " + wanted.path() + " of " + wanted.owner()
                        + " and the path " + other.path() + " of " + other.owner()
                        + " are one below the other, so that one would take the other's requests.");
            });
            taken.add(wanted);
        }
        String clientUrl = server.getContextPath() + ClientServlet.SOCKJS;
        for (Service service : services) {
            SockJsGateway gateway = gateway(service, known, entry, events, clientUrl);
            gateways.put(gateway);
            register(server, gateway);
        }
        return services.stream().map(service -> service.options().value()).toList();
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

    private SockJsGateway gateway(
            Service service, SockJsServices known, Entry entry, SockJsEvents events, String clientUrl) {
        SockJsServer sockJs = known.server(service, events, clientUrl);
        Entry door = known.origins(service).map(entry::with).orElse(entry);
        return new SockJsGateway(
                service.options().value(), sockJs, new SockJsPages(sockJs.settings()), door, random::nextInt);
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
