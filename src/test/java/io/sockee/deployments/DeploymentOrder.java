package io.sockee.deployments;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Puts classes with a {@link SharedDeployment} one behind the other, after all that have none. */
public final class DeploymentOrder implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparing(DeploymentOrder::shared));
    }

    private static String shared(ClassDescriptor tests) {
        return tests.findAnnotation(SharedDeployment.class)
                .map(SharedDeployment::value)
                .orElse("");
    }
}
