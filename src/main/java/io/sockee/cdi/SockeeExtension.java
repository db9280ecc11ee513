package io.sockee.cdi;

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.ConnectCalls;
import io.sockee.api.Controller;
import io.sockee.api.EventCalls;
import io.sockee.api.LoggedIn;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Session;
import io.sockee.api.SockJs;
import io.sockee.routing.Access;
import io.sockee.routing.Transactions;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Brings {@code @SocketScoped}, binds Sockee's interceptors to the methods that need them and to no others, and learns
 * which roles the application has.
 */
public class SockeeExtension implements Extension {

    /** Annotations of classes whose methods containers guard by themselves. By name: not every server has all of these. */
    private static final Set<String> GUARDED_ELSEWHERE = Set.of(
            "jakarta.ws.rs.Path",
            "jakarta.ejb.Stateless",
            "jakarta.ejb.Stateful",
            "jakarta.ejb.Singleton",
            "jakarta.ejb.MessageDriven",
            "jakarta.servlet.annotation.WebServlet");

    private final Set<String> roles = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> annotated = ConcurrentHashMap.newKeySet();
    private volatile boolean sessions;

    /** The types with annotations of controllers and services that CDI has come across. */
    public Set<Class<?>> annotated() {
        return Set.copyOf(annotated);
    }

    <T> void learnControllers(
            @Observes
                    @WithAnnotations({
                        Controller.class,
                        Actions.class,
                        On.class,
                        Action.class,
                        OnConnect.class,
                        OnDisconnect.class,
                        SockJs.class
                    })
                    ProcessAnnotatedType<T> type) {
        annotated.add(type.getAnnotatedType().getJavaClass());
    }

    /** The roles that the application's annotations name. */
    public Set<String> roles() {
        return Set.copyOf(roles);
    }

    <T> void learnSessions(@Observes ProcessInjectionPoint<T, Session> point) {
        sessions = true;
    }

    <T> void learnLateSessions(@Observes ProcessInjectionPoint<T, Instance<Session>> point) {
        sessions = true;
    }

    /** Whether a bean has a session injected. */
    public boolean injectsSession() {
        return sessions;
    }

    <T> void learnRoles(
            @Observes @WithAnnotations({RolesAllowed.class, DeclareRoles.class}) ProcessAnnotatedType<T> type) {
        Class<T> declared = type.getAnnotatedType().getJavaClass();
        Stream.concat(Stream.<AnnotatedElement>of(declared), Arrays.stream(declared.getDeclaredMethods()))
                .forEach(element -> {
                    RolesAllowed allowed = element.getAnnotation(RolesAllowed.class);
                    if (allowed != null) {
                        roles.addAll(List.of(allowed.value()));
                    }
                    DeclareRoles declares = element.getAnnotation(DeclareRoles.class);
                    if (declares != null) {
                        roles.addAll(List.of(declares.value()));
                    }
                });
    }

    <T> void guard(
            @Observes @WithAnnotations({RolesAllowed.class, DenyAll.class, LoggedIn.class})
                    ProcessAnnotatedType<T> type) {
        Class<T> declared = type.getAnnotatedType().getJavaClass();
        boolean elsewhere = Arrays.stream(declared.getAnnotations())
                .map(annotation -> annotation.annotationType().getName())
                .anyMatch(GUARDED_ELSEWHERE::contains);
        if (!declared.isAnnotation() && !declared.isInterface()) {
            bind(
                    type,
                    Guarded.Literal.INSTANCE,
                    method -> !method.isAnnotationPresent(OnDisconnect.class)
                            && !(Access.of(method, declared) instanceof Access.Everyone)
                            && (!elsewhere || GuardInterceptor.isLoggedIn(method, declared)));
        }
    }

    <T> void joinTransactions(
            @Observes @WithAnnotations({Controller.class, Actions.class}) ProcessAnnotatedType<T> type) {
        Class<T> declared = type.getAnnotatedType().getJavaClass();
        if (isController(declared)) {
            bind(type, InTransaction.Literal.INSTANCE, method -> Transactions.mayBeIn(method, declared));
        }
    }

    <T> void bindOthers(@Observes @WithAnnotations({Controller.class, Actions.class}) ProcessAnnotatedType<T> type) {
        if (isController(type.getAnnotatedType().getJavaClass())) {
            bind(
                    type,
                    EventCalls.Literal.INSTANCE,
                    method -> method.isAnnotationPresent(On.class) || method.isAnnotationPresent(Action.class));
            bind(type, ConnectCalls.Literal.INSTANCE, method -> method.isAnnotationPresent(OnConnect.class));
        }
    }

    private static boolean isController(Class<?> declared) {
        return declared.isAnnotationPresent(Controller.class) || declared.isAnnotationPresent(Actions.class);
    }

    private static <T> void bind(ProcessAnnotatedType<T> type, Annotation binding, Predicate<Method> wanted) {
        type.configureAnnotatedType().methods().stream()
                .filter(method -> !method.getAnnotated().isStatic())
                .filter(method -> wanted.test(method.getAnnotated().getJavaMember()))
                .forEach(method -> method.add(binding));
    }

    void addContext(@Observes AfterBeanDiscovery discovery) {
        discovery.addContext(new SocketContext());
    }
}
