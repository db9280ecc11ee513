package io.sockee.boot;

import io.sockee.api.Controller;
import io.sockee.routing.ControllerScan;
import io.sockee.routing.Routes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

/** Finds the controllers among the CDI beans, once, when the application starts. */
final class ControllerDiscovery {
    private static final String DEMO = "io.sockee.demo";

    private final BeanManager beans;

    ControllerDiscovery(BeanManager beans) {
        this.beans = beans;
    }

    /** Adds every controller to the scan and makes the routes. */
    Routes find(ControllerScan scan, boolean demo) {
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Class<?> type = bean.getBeanClass();
            // A producer's bean has the class that declares the producer, but is not of that type.
            boolean controller = type.isAnnotationPresent(Controller.class)
                    && bean.getTypes().contains(type);
            if (controller && (demo || !type.getPackageName().equals(DEMO))) {
                add(scan, bean, type);
            }
        }
        return scan.routes();
    }

    private <T> void add(ControllerScan scan, Bean<?> bean, Class<T> type) {
        Object instance = beans.getReference(bean, type, beans.createCreationalContext(bean));
        scan.add(type, type.cast(instance));
    }
}
