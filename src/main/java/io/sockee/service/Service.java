package io.sockee.service;

import io.sockee.api.DisconnectReason;
import io.sockee.api.NonBlocking;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;
import io.sockee.routing.DeploymentException;
import io.sockee.sockjs.SockJsPath;
import jakarta.enterprise.context.RequestScoped;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * A service of the application, as its annotations describe it. Immutable; safe for any thread.
 *
 * @param type its class
 * @param bean what is called, such as a client proxy
 * @param open how its methods are called
 */
public record Service(Class<?> type, SockJs options, SockJsService bean, Way open, Way message, Way close) {
    /** How one of its methods is called. */
    public enum Way {
        ON_THE_POOL,
        AT_ONCE,
        /** It does nothing. */
        NOT
    }

    /**
     * Looks at a class.
     *
     * @throws DeploymentException when it cannot serve, with its name
     */
    public static Service of(Class<?> type, Object bean) {
        SockJs options = type.getAnnotation(SockJs.class);
        if (options == null || !(bean instanceof SockJsService service)) {
            throw new DeploymentException(type.getName() + " is a @SockJs, but no SockJsService: implement it.");
        }
        if (!SockJsPath.PREFIX.matcher(options.value()).matches()) {
            throw new DeploymentException("The prefix '" + options.value() + "' of " + type.getName() + " must "
                    + SockJsPath.PREFIX_RULE + ".");
        }
        Service found = new Service(
                type,
                options,
                service,
                way(type, "onOpen", SockJsConnection.class),
                way(type, "onMessage", SockJsConnection.class, String.class),
                way(type, "onClose", SockJsConnection.class, DisconnectReason.class));
        boolean atOnce = found.open == Way.AT_ONCE || found.message == Way.AT_ONCE || found.close == Way.AT_ONCE;
        if (atOnce && type.isAnnotationPresent(RequestScoped.class)) {
            throw new DeploymentException(
                    type.getName() + " is @NonBlocking and @RequestScoped: such a call has no request scope.");
        }
        return found;
    }

    private static Way way(Class<?> type, String name, Class<?>... parameters) {
        try {
            Method method = type.getMethod(name, parameters);
            if (method.getDeclaringClass() == SockJsService.class) {
                return Way.NOT;
            }
            boolean nonBlocking =
                    method.isAnnotationPresent(NonBlocking.class) || type.isAnnotationPresent(NonBlocking.class);
            return nonBlocking ? Way.AT_ONCE : Way.ON_THE_POOL;
        } catch (NoSuchMethodException e) { // the interface has it
            throw new IllegalStateException(name + Arrays.toString(parameters), e);
        }
    }

    String name(String method) {
        return type.getName() + "." + method;
    }
}
