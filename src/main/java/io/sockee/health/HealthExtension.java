package io.sockee.health;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Adds the beans of MicroProfile Health where the server has that. They are not found by their annotations: on a server without
 * it their classes could not be loaded.
 */
public class HealthExtension implements Extension {
    private static final String API = "org.eclipse.microprofile.health.HealthCheck";

    private static final Logger LOG = System.getLogger(HealthExtension.class.getName());

    private volatile @Nullable HealthSource source;

    void add(@Observes AfterBeanDiscovery discovery) {
        if (!isThere()) {
            return;
        }
        try {
            MicroProfileHealth.add(discovery, () -> source);
        } catch (LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "MicroProfile Health is here in a version that is not known, and is told nothing",
                    e);
        }
    }

    private static boolean isThere() {
        try {
            return Class.forName(API, false, HealthExtension.class.getClassLoader())
                    .isInterface();
        } catch (ClassNotFoundException | LinkageError e) { // as on most servers
            return false;
        }
    }

    /** From now on there is somebody who knows. Until then the server lives and is not ready. */
    public void tell(HealthSource known) {
        source = known;
    }
}
