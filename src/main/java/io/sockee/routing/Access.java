package io.sockee.routing;

import io.sockee.api.LoggedIn;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may call a method. The one place where that is decided, for events, for connects, and for the interceptor that
 * guards ordinary calls of beans. Immutable.
 */
public sealed interface Access {

    /** What a client is told that is not logged in. */
    String NOT_LOGGED_IN = "You are not logged in.";

    /** What a user is told who may not call the method. */
    String NOT_ALLOWED = "You are not allowed to do this.";

    /** Everybody may. */
    record Everyone() implements Access {
        @Override
        public void check(Optional<User> user) {
            // nobody is kept out
        }
    }

    /** Nobody may. */
    record Nobody() implements Access {
        @Override
        public void check(Optional<User> user) {
            throw new AccessException(true);
        }
    }

    /** Every user may. */
    record Users() implements Access {
        @Override
        public void check(Optional<User> user) {
            if (user.isEmpty()) {
                throw new AccessException(false);
            }
        }
    }

    /** Users with one of the roles may. */
    record Roles(Set<String> roles) implements Access {
        @Override
        public void check(Optional<User> user) {
            User who = user.orElseThrow(() -> new AccessException(false));
            if (roles.stream().noneMatch(who::hasRole)) {
                throw new AccessException(true);
            }
        }
    }

    /**
     * Returns when the user may call the method; an empty user is a client that is not logged in.
     *
     * @throws RefusedException when the user may not call the method
     */
    void check(Optional<User> user);

    /**
     * Who may call a method of a bean, by the annotations of the method, else of the class that declares it, else of the
     * bean's class, else everybody. (Jakarta's annotations are not inherited by themselves.)
     *
     * @throws DeploymentException when annotations at one place contradict each other
     */
    static Access of(Method method, Class<?> bean) {
        Class<?> declaring = method.getDeclaringClass();
        return said(method, Route.describe(method))
                .or(() -> said(declaring, declaring.getName()))
                .or(() -> said(bean, bean.getName()))
                .orElseGet(Everyone::new);
    }

    /** Whether a method says by itself who may call it. */
    static boolean isSaid(Method method) {
        return said(method, Route.describe(method)).isPresent();
    }

    private static Optional<Access> said(AnnotatedElement element, String where) {
        List<Annotation> all = Stream.of(LoggedIn.class, RolesAllowed.class, PermitAll.class, DenyAll.class)
                .<Annotation>mapMulti((type, found) -> {
                    Annotation annotation = element.getAnnotation(type);
                    if (annotation != null) {
                        found.accept(annotation);
                    }
                })
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Optional<RolesAllowed> roles = all.stream()
                .filter(RolesAllowed.class::isInstance)
                .map(RolesAllowed.class::cast)
                .findFirst();
        boolean users = all.stream().anyMatch(LoggedIn.class::isInstance);
        if (all.size() > (roles.isPresent() && users ? 2 : 1)) { // these two agree: who has a role is a user
            throw new DeploymentException(where + " has "
                    + all.stream()
                            .map(a -> "@" + a.annotationType().getSimpleName())
                            .collect(Collectors.joining(" and "))
                    + ": only one of them can be meant.");
        }
        if (roles.isPresent()) {
            return Optional.of(new Roles(Set.copyOf(List.of(roles.get().value()))));
        }
        if (users) {
            return Optional.of(new Users());
        }
        return Optional.of(all.get(0) instanceof PermitAll ? new Everyone() : new Nobody());
    }

    /** The same, but never for everybody: for a method that takes the user, who has to be logged in. */
    default Access forUsers() {
        return this instanceof Everyone ? new Users() : this;
    }
}
