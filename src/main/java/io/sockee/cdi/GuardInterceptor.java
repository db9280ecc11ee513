package io.sockee.cdi;

import io.sockee.api.Controller;
import io.sockee.api.LoggedIn;
import io.sockee.api.User;
import io.sockee.routing.Access;
import io.sockee.routing.ScopedSocket;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Asks for calls that are no events what the dispatcher asks for those that are: may this user? */
@Guarded
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class GuardInterceptor {

    /** Those methods are few, and known to the deployment. */
    private final Map<Method, Access> decided = new ConcurrentHashMap<>();

    /** Refuses the call or lets it go on. */
    @AroundInvoke
    public Object check(InvocationContext invocation) throws Exception {
        Method method = invocation.getMethod();
        Optional<ScopedSocket> socket = CurrentSocket.get();
        if (socket.isPresent() || isOurs(method)) {
            Optional<User> user = socket.flatMap(ScopedSocket::user);
            decided.computeIfAbsent(method, m -> Access.of(m, m.getDeclaringClass()))
                    .check(user);
        }
        return invocation.proceed();
    }

    /** Without a socket, Jakarta's annotations on any other bean are the container's affair. */
    private static boolean isOurs(Method method) {
        Class<?> type = method.getDeclaringClass();
        return type.isAnnotationPresent(Controller.class)
                || type.isAnnotationPresent(LoggedIn.class)
                || method.isAnnotationPresent(LoggedIn.class);
    }
}
