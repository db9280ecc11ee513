package io.sockee.boot;

import io.sockee.api.Presence;
import io.sockee.api.Publisher;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Gauges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

/** Produces the beans that can be injected, of what has been started. */
@ApplicationScoped
public class Injectables {
    private final Sockee sockee;

    @Inject
    public Injectables(Sockee sockee) {
        this.sockee = sockee;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected Injectables() {
        this(null);
    }

    /** The publisher that applications inject. */
    @Produces
    @ApplicationScoped
    public Publisher publisher() {
        return sockee.core().publisher();
    }

    /** Who is here, for applications that inject it. */
    @Produces
    @ApplicationScoped
    public Presence presence() {
        return sockee.core().presence();
    }

    /** The counters. */
    @Produces
    public Counters counters() {
        return sockee.counters();
    }

    /** The gauges. */
    @Produces
    public Gauges gauges() {
        return sockee.core().gauges();
    }
}
