package io.sockee.boot;

import io.sockee.api.Actions;
import io.sockee.api.Controller;
import io.sockee.api.SockJs;
import io.sockee.cdi.SockeeExtension;
import io.sockee.routing.ControllerScan;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.HashSet;
import java.util.Set;
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
     * @param annotated classes that have an annotation of controllers, besides those that CDI knows
     * @throws io.sockee.routing.DeploymentException when one of them is no controller
     */
    void addTo(ControllerScan scan, Predicate<Class<?>> wanted, Set<Class<?>> annotated) {
        Set<Class<?>> answering = new HashSet<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Class<?> type = bean.getBeanClass();
            // A producer's bean has the class that declares the producer, but is not of that type.
            boolean controller = isController(type) && bean.getTypes().contains(type);
            if (type.isAnnotationPresent(SockJs.class)) {
                answering.add(type);
            }
            if (controller) {
                answering.add(type);
                if (wanted.test(type)) {
                    add(scan, bean, type);
                }
            }
        }
        Set<Class<?>> candidates = new HashSet<>(annotated);
        candidates.addAll(beans.getExtension(SockeeExtension.class).annotated());
        ForgottenControllers.refuse(candidates, answering);
    }

    private static boolean isController(Class<?> type) {
        return type.isAnnotationPresent(Controller.class) || type.isAnnotationPresent(Actions.class);
    }

    private <T> void add(ControllerScan scan, Bean<?> bean, Class<T> type) {
        Object instance = beans.getReference(bean, type, beans.createCreationalContext(bean));
        scan.add(type, type.cast(instance));
    }
}
