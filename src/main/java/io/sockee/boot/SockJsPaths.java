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

/** Finds the SockJS services among the CDI beans, and serves their prefixes. Once, when the application starts. */
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
        SockJsOptions options = core.settings().sockJs();
        List<Service> services = services();
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
        for (Service service : services) {
            SockJsGateway gateway = gateway(service, options, entry, events);
            gateways.put(gateway);
            register(server, gateway);
        }
        return services.stream().map(service -> service.options().value()).toList();
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

    private SockJsGateway gateway(Service service, SockJsOptions known, Entry entry, SockJsEvents events) {
        SockJsSettings options = known.of(service.options(), core.settings().engine());
        Function<SockJsSession, ConnectionListener> protocol =
                session -> core.services().accept(service, session);
        SockJsServer sockJs = new SockJsServer(options, core.timers(), core.helpers(), protocol, events);
        Entry door = SockJsOptions.origins(service.options()).map(entry::with).orElse(entry);
        return new SockJsGateway(service.options().value(), sockJs, new SockJsPages(options), door, random::nextInt);
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
