package io.sockee.deployments;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Order;

/**
 * Puts classes with a {@link SharedDeployment} one behind the other, after all that have none. Among those of one deployment,
 * the ones with JUnit's {@link Order} stand where that says; one that counts what is left of clients goes first, since it would
 * wait for what the others have left behind.
 */
public final class DeploymentOrder implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.comparing(DeploymentOrder::shared).thenComparing(DeploymentOrder::place));
    }

    private static String shared(ClassDescriptor tests) {
        return tests.findAnnotation(SharedDeployment.class)
                .map(SharedDeployment::value)
                .orElse("");
    }

    private static int place(ClassDescriptor tests) {
        return tests.findAnnotation(Order.class).map(Order::value).orElse(Order.DEFAULT);
    }
}
