package io.sockee.boot;

import io.sockee.api.SockJs;
import io.sockee.endpoint.OriginPolicy;
import io.sockee.routing.DeploymentException;
import io.sockee.service.Service;
import io.sockee.sockjs.SockJsEvents;
import io.sockee.sockjs.SockJsServer;
import io.sockee.sockjs.SockJsSettings;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The SockJS services among the CDI beans, found once, and what runs below them and below the bridge. */
public final class SockJsServices {
    private final Core core;
    private final SockJsOptions options;
    private final List<Service> all;

    private SockJsServices(Core core, List<Service> all) {
        this.core = core;
        this.options = core.settings().sockJs();
        this.all = List.copyOf(all);
    }

    /**
     * Looks for them.
     *
     * @throws DeploymentException when one cannot serve
     */
    static SockJsServices find(Core core, BeanManager beans) {
        List<Service> services = new ArrayList<>();
        Predicate<Class<?>> wanted = ApplicationCode.wanted(core.settings(), false, false, false);
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Class<?> type = bean.getBeanClass();
            // A producer's bean has the class that declares the producer, but is not of that type.
            if (type.isAnnotationPresent(SockJs.class) && bean.getTypes().contains(type) && wanted.test(type)) {
                services.add(Service.of(type, beans.getReference(bean, type, beans.createCreationalContext(bean))));
            }
        }
        services.sort(Comparator.comparing(service -> service.options().value()));
        return new SockJsServices(core, services);
    }

    /** All of them, by their prefixes. */
    List<Service> all() {
        return all;
    }

    /** The origins that may connect to one, if others than everywhere. */
    Optional<OriginPolicy> origins(Service service) {
        return options.origins(service.options());
    }

    /**
     * What runs below one.
     *
     * @param clientUrl where its iframe pages find the client where nobody says it
     * @throws DeploymentException when an option is wrong
     */
    SockJsServer server(Service service, SockJsEvents events, String clientUrl) {
        SockJsSettings chosen = options.of(service.options(), core.settings().engine(), clientUrl);
        return new SockJsServer(
                ApplicationCode.isDemo(service.type()) ? chosen.withAllTransports() : chosen,
                core.timers(),
                core.helpers(),
                session -> core.services().accept(service, session),
                events);
    }

    /** Where the bridge is, if there is one. */
    Optional<String> bridgePrefix() {
        return options.bridgePrefix();
    }

    /** The origins that may connect to the bridge, if others than everywhere. */
    Optional<OriginPolicy> bridgeOrigins() {
        return options.bridgeOrigins();
    }

    /** What runs below the bridge's prefix; as {@link #server} otherwise. */
    SockJsServer bridge(SockJsEvents events, String clientUrl) {
        return new SockJsServer(
                options.bridge(core.settings().engine(), clientUrl),
                core.timers(),
                core.helpers(),
                core.clients().bridge()::accept,
                events);
    }

    /**
     * What runs below all of them, where there is no network.
     *
     * @return by their prefixes
     * @throws DeploymentException when one cannot serve
     */
    public static Map<String, SockJsServer> withoutNetwork(Core core, BeanManager beans, SockJsEvents events) {
        SockJsServices services = find(core, beans);
        Map<String, SockJsServer> servers = new LinkedHashMap<>();
        for (Service service : services.all()) {
            String prefix = service.options().value();
            if (servers.put(prefix, services.server(service, events, "/sockjs.js")) != null) {
                throw new DeploymentException("Two services have the prefix " + prefix + ".");
            }
        }
        return servers;
    }
}
