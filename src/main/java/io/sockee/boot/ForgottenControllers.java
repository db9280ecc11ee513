package io.sockee.boot;

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.SockJs;
import io.sockee.routing.DeploymentException;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds classes that are meant to answer events but never would: those with {@code @On} methods and the like that are no
 * controllers, and controllers and services of SockJS of which CDI makes no bean.
 */
final class ForgottenControllers {
    private static final List<Class<? extends Annotation>> KINDS =
            List.of(On.class, Action.class, OnConnect.class, OnDisconnect.class);

    private ForgottenControllers() {}

    /**
     * Refuses them all at once.
     *
     * @param candidates the classes that have an annotation of controllers or of SockJS's services
     * @param answering those that are one or the other, and beans
     * @throws DeploymentException when there are any; it names them, and says of each what is missing
     */
    static void refuse(Collection<Class<?>> candidates, Set<Class<?>> answering) {
        Set<String> problems = candidates.stream()
                .filter(type -> answering.stream().noneMatch(type::isAssignableFrom))
                .flatMap(type -> problem(type).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!problems.isEmpty()) {
            throw new DeploymentException(String.join(" ", problems));
        }
    }

    private static Optional<String> problem(Class<?> type) {
        if (type.isAnnotation() || isAlternative(type)) {
            return Optional.empty(); // the application decides whether an alternative is used
        }
        boolean actions = type.isAnnotationPresent(Actions.class);
        if (actions || type.isAnnotationPresent(Controller.class)) {
            return Optional.of(type.getName() + (actions ? " has @Actions, but is" : " is a @Controller, but")
                    + " no bean, so that none of its events would be" + " answered: " + whyNoBean(type) + ".");
        }
        SockJs service = type.getAnnotation(SockJs.class);
        if (service != null) {
            return Optional.of(type.getName() + " is a @SockJs, but no bean, so that nobody would answer at "
                    + service.value() + ": " + whyNoBean(type) + ".");
        }
        boolean base = type.isInterface() || Modifier.isAbstract(type.getModifiers());
        return base
                ? Optional.empty()
                : firstMethod(type)
                        .map(
                                method -> type.getName() + "." + method.getName() + " has @" + kind(method)
                                        + ", but its class is no @Controller, so that nobody would call it: annotate the class.");
    }

    private static String whyNoBean(Class<?> type) {
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            return "it is abstract, and no bean extends it";
        }
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            return "it is an inner class, make it static";
        }
        if (type.isAnnotationPresent(Vetoed.class) || type.getPackage().isAnnotationPresent(Vetoed.class)) {
            return "it or its package is @Vetoed";
        }
        if (Arrays.stream(type.getDeclaredConstructors()).noneMatch(ForgottenControllers::isUsable)) {
            return "it has neither a constructor with @Inject nor one without parameters";
        }
        return "its archive's beans.xml says bean-discovery-mode=\"none\" or excludes it, or an extension has vetoed it";
    }

    private static boolean isUsable(Constructor<?> constructor) {
        return constructor.getParameterCount() == 0 || constructor.isAnnotationPresent(Inject.class);
    }

    private static boolean isAlternative(AnnotatedElement type) {
        return type.isAnnotationPresent(Alternative.class)
                || Arrays.stream(type.getAnnotations())
                        .map(Annotation::annotationType)
                        .anyMatch(stereotype -> stereotype.isAnnotationPresent(Stereotype.class)
                                && stereotype.isAnnotationPresent(Alternative.class));
    }

    private static Optional<Method> firstMethod(Class<?> type) {
        return Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> !method.isBridge())
                .filter(method -> KINDS.stream().anyMatch(method::isAnnotationPresent))
                .findFirst();
    }

    private static String kind(Method method) {
        return KINDS.stream()
                .filter(method::isAnnotationPresent)
                .map(Class::getSimpleName)
                .collect(Collectors.joining(" and @"));
    }
}
