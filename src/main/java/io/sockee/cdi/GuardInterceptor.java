package io.sockee.cdi;

import io.sockee.api.Controller;
import io.sockee.api.LoggedIn;
import io.sockee.api.User;
import io.sockee.routing.Access;
import io.sockee.routing.ScopedSocket;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Asks for calls that are no events what the dispatcher asks for those that are: may this user? */
@Guarded
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class GuardInterceptor {

    private final Class<?> bean;

    /** Those methods are few, and known to the deployment. */
    private final Map<Method, Access> decided = new ConcurrentHashMap<>();

    /**
     * @param bean what is intercepted; its class may be another than the one that declares the method
     */
    @Inject
    GuardInterceptor(@Intercepted Bean<?> bean) {
        this.bean = bean.getBeanClass();
    }

    /** Refuses the call or lets it go on. */
    @AroundInvoke
    public Object check(InvocationContext invocation) throws Exception {
        Method method = invocation.getMethod();
        Optional<ScopedSocket> socket = CurrentSocket.get();
        if (socket.isPresent() || isOurs(method)) {
            Optional<User> user = socket.flatMap(ScopedSocket::user);
            decided.computeIfAbsent(method, m -> Access.of(m, bean)).check(user);
        }
        return invocation.proceed();
    }

    /** Without a socket, Jakarta's annotations on any other bean are the container's affair. */
    private boolean isOurs(Method method) {
        return bean.isAnnotationPresent(Controller.class) || isLoggedIn(method, bean);
    }

    /** Whether it is Sockee's own annotation that the method is guarded by. */
    static boolean isLoggedIn(Method method, Class<?> bean) {
        return Stream.of(method, method.getDeclaringClass(), bean)
                .anyMatch(element -> element.isAnnotationPresent(LoggedIn.class));
    }
}
