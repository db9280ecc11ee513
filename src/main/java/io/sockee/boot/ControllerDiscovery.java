package io.sockee.boot;

import io.sockee.api.Controller;
import io.sockee.routing.ControllerScan;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.function.Predicate;

/** Finds the controllers among the CDI beans, once, when the application starts. */
final class ControllerDiscovery {
    private final BeanManager beans;

    ControllerDiscovery(BeanManager beans) {
        this.beans = beans;
    }

    /**
     * Adds every controller to the scan.
     *
     * @param wanted which classes count
     */
    void addTo(ControllerScan scan, Predicate<Class<?>> wanted) {
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Class<?> type = bean.getBeanClass();
            // A producer's bean has the class that declares the producer, but is not of that type.
            boolean controller = type.isAnnotationPresent(Controller.class)
                    && bean.getTypes().contains(type);
            if (controller && wanted.test(type)) {
                add(scan, bean, type);
            }
        }
    }

    private <T> void add(ControllerScan scan, Bean<?> bean, Class<T> type) {
        Object instance = beans.getReference(bean, type, beans.createCreationalContext(bean));
        scan.add(type, type.cast(instance));
    }
}
