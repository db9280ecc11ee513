package io.sockee.cdi;

import io.sockee.api.LoggedIn;
import io.sockee.routing.Access;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Checks, for ordinary calls of guarded methods, what the dispatcher checks for events: may this user call it? Without a known
 * caller there is no user.
 */
@Guarded
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class GuardInterceptor {

    private final Class<?> bean;
    private final CallingUser user;

    /** The decisions by method: as many as the deployment has guarded methods. */
    private final Map<Method, Access> decided = new ConcurrentHashMap<>();

    /**
     * @param bean the intercepted bean, whose class may be another than the one that declares the method
     * @param request the HTTP request of the thread, if there is one
     */
    @Inject
    GuardInterceptor(@Intercepted Bean<?> bean, Instance<HttpServletRequest> request, SockeeExtension extension) {
        this.bean = bean.getBeanClass();
        this.user = new CallingUser(request, extension);
    }

    /** Refuses the call or lets it go on. */
    @AroundInvoke
    public Object check(InvocationContext invocation) throws Exception {
        Method method = invocation.getMethod();
        decided.computeIfAbsent(method, m -> Access.of(m, bean)).check(user.get());
        return invocation.proceed();
    }

    /** Whether the method is guarded by Sockee's own annotation. */
    static boolean isLoggedIn(Method method, Class<?> bean) {
        return Stream.of(method, method.getDeclaringClass(), bean)
                .anyMatch(element -> element.isAnnotationPresent(LoggedIn.class));
    }
}
