package io.sockee.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;

@DisplayName("Classes with a common deployment")
class DeploymentOrderTest {

    @SharedDeployment("one")
    private abstract static class Base {}

    private static class First extends Base {}

    private static class Alone {}

    @SharedDeployment("two")
    private static class Other {}

    private static class Second extends Base {}

    private static class AloneToo {}

    @Test
    @DisplayName("run one after the other, behind those that have none; else they stay as they were")
    void together() {
        assertThat(ordered(First.class, Alone.class, Other.class, Second.class, AloneToo.class))
                .containsExactly(Alone.class, AloneToo.class, First.class, Second.class, Other.class);
    }

    @Order(1)
    private static class Foremost extends Base {}

    @Test
    @DisplayName("run in the order that they name")
    void named() {
        assertThat(ordered(First.class, Second.class, Other.class, Foremost.class))
                .containsExactly(Foremost.class, First.class, Second.class, Other.class);
    }

    private static List<Class<?>> ordered(Class<?>... classes) {
        List<Descriptor> descriptors =
                new ArrayList<>(Stream.of(classes).map(Descriptor::new).toList());
        new DeploymentOrder().orderClasses(new ClassOrdererContext() {
            @Override
            public List<? extends ClassDescriptor> getClassDescriptors() {
                return descriptors;
            }

            @Override
            public Optional<String> getConfigurationParameter(String key) {
                return Optional.empty();
            }
        });
        return descriptors.stream().<Class<?>>map(Descriptor::getTestClass).toList();
    }

    private record Descriptor(Class<?> tests) implements ClassDescriptor {
        @Override
        public Class<?> getTestClass() {
            return tests;
        }

        @Override
        public String getDisplayName() {
            return tests.getSimpleName();
        }

        @Override
        public boolean isAnnotated(Class<? extends Annotation> type) {
            return AnnotationSupport.isAnnotated(tests, type);
        }

        @Override
        public <A extends Annotation> Optional<A> findAnnotation(Class<A> type) {
            return AnnotationSupport.findAnnotation(tests, type);
        }

        @Override
        public <A extends Annotation> List<A> findRepeatableAnnotations(Class<A> type) {
            return AnnotationSupport.findRepeatableAnnotations(tests, type);
        }
    }
}
