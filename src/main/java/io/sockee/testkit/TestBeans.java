package io.sockee.testkit;

import io.sockee.api.Presence;
import io.sockee.api.Publisher;
import io.sockee.boot.Core;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Gauges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Produces, for the beans of a test, what beans can inject on a server. Not found by discovery, as {@code @Singleton} does not
 * define a bean: on a server, where this class may be in one of the application's libraries, Sockee produces them itself.
 */
@Singleton
class TestBeans {
    private final Counters counters = new Counters();
    private @Nullable Core core;

    void core(Core started) {
        core = started;
    }

    private Core core() {
        if (core == null) {
            throw new IllegalStateException("The test server has not started.");
        }
        return core;
    }

    @Produces
    @ApplicationScoped
    Publisher publisher() {
        return core().publisher();
    }

    @Produces
    @ApplicationScoped
    Presence presence() {
        return core().presence();
    }

    @Produces
    Counters counters() {
        return counters;
    }

    @Produces
    Gauges gauges() {
        return core().gauges();
    }
}
