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
 * Asks for calls that are no events what the dispatcher asks for those that are: may this user? Whoever calls from where
 * nobody is known is nobody.
 */
@Guarded
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class GuardInterceptor {

    private final Class<?> bean;
    private final CallingUser user;

    /** Those methods are few, and known to the deployment. */
    private final Map<Method, Access> decided = new ConcurrentHashMap<>();

    /**
     * @param bean what is intercepted; its class may be another than the one that declares the method
     * @param request the HTTP request of the thread, where there is one
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

    /** Whether it is Sockee's own annotation that the method is guarded by. */
    static boolean isLoggedIn(Method method, Class<?> bean) {
        return Stream.of(method, method.getDeclaringClass(), bean)
                .anyMatch(element -> element.isAnnotationPresent(LoggedIn.class));
    }
}
