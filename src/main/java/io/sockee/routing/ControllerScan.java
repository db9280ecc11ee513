package io.sockee.routing;

import io.sockee.api.Ack;
import io.sockee.api.Arguments;
import io.sockee.api.Controller;
import io.sockee.api.DisconnectReason;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Socket;
import io.sockee.event.Event;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes routes of controllers. Every mistake in a controller is found here, when the application starts, and named
 * with its method.
 */
public final class ControllerScan {
    private final ValueCodec codec;
    private final Routes.Builder routes = new Routes.Builder();

    public ControllerScan(ValueCodec codec) {
        this.codec = codec;
        routes.table("/"); // every server has the main namespace
    }

    /**
     * Adds the methods of a controller.
     *
     * @param type the controller's class
     * @param instance what its methods are called on, such as a client proxy
     */
    public <T> void add(Class<T> type, T instance) {
        Controller controller = type.getAnnotation(Controller.class);
        String[] namespaces = controller == null ? new String[] {"/"} : controller.namespace();
        for (String namespace : namespaces) {
            if (!namespace.startsWith("/") || namespace.indexOf(',') >= 0 || namespace.indexOf('?') >= 0) {
                throw new DeploymentException("The namespace '" + namespace + "' of " + type.getName()
                        + " must begin with a slash and have no comma or question mark.");
            }
        }
        refuseHidden(type);
        Stream.of(type.getMethods())
                .filter(method -> !method.isBridge())
                .sorted(Comparator.comparing(Method::toGenericString))
                .forEach(method -> add(namespaces, type, instance, method));
    }

    /** The routes of all controllers that were added. */
    public Routes routes() {
        return routes.build();
    }

    private void add(String[] namespaces, Class<?> type, Object instance, Method method) {
        On on = method.getAnnotation(On.class);
        boolean connect = method.isAnnotationPresent(OnConnect.class);
        boolean disconnect = method.isAnnotationPresent(OnDisconnect.class);
        if (on == null && !connect && !disconnect) {
            return;
        }
        if ((on == null ? 0 : 1) + (connect ? 1 : 0) + (disconnect ? 1 : 0) > 1) {
            throw new DeploymentException(
                    Route.describe(method) + " can have one of @On, @OnConnect and @OnDisconnect only.");
        }
        if (Modifier.isStatic(method.getModifiers())) {
            throw new DeploymentException(Route.describe(method) + " must not be static: it is called on the bean.");
        }
        if (connect) {
            refuseBadConnect(method);
        }
        for (String namespace : namespaces) {
            if (on != null) {
                Route route = route(type, instance, method, generic -> eventParameter(method, generic));
                refuseBadEvent(on, method, route);
                for (String event : on.value()) {
                    routes.event(namespace, event, route);
                }
            } else if (connect) {
                routes.connect(namespace, route(type, instance, method, this::connectParameter));
            } else {
                routes.disconnect(namespace, route(type, instance, method, p -> disconnectParameter(method, p)));
            }
        }
    }

    private static void refuseBadEvent(On on, Method method, Route route) {
        if (on.value().length == 0) {
            throw new DeploymentException(Route.describe(method) + " names no event in its @On.");
        }
        for (String event : on.value()) {
            if (event.isEmpty()) {
                throw new DeploymentException(Route.describe(method) + " names an empty event in its @On.");
            }
            if (Event.isReserved(event)) {
                throw new DeploymentException(Route.describe(method) + " names the event '" + event
                        + "', which no client can send. See @OnConnect and @OnDisconnect.");
            }
        }
        if (route.answersItself() && !route.returnsNothing()) {
            throw new DeploymentException(Route.describe(method)
                    + " has an Ack and returns a value: it can answer by one of them only. Make it void, or drop"
                    + " the Ack.");
        }
    }

    private static void refuseBadConnect(Method method) {
        List<Class<?>> auth = Stream.<Class<?>>of(method.getParameterTypes())
                .filter(type -> type != Socket.class)
                .toList();
        for (Class<?> type : auth) {
            if (type == Ack.class || type == Arguments.class || type == DisconnectReason.class) {
                throw new DeploymentException(Route.describe(method)
                        + ": an @OnConnect method can take a Socket and the auth payload only, no "
                        + type.getSimpleName() + ".");
            }
        }
        if (auth.size() > 1) {
            throw new DeploymentException(Route.describe(method)
                    + ": an @OnConnect method can take one parameter for the auth payload only.");
        }
        if (CompletionStage.class.isAssignableFrom(method.getReturnType())) {
            throw new DeploymentException(Route.describe(method)
                    + ": nothing waits for the stage that an @OnConnect method returns, so that it could refuse nobody."
                    + " Make it void.");
        }
    }

    private Route route(
            Class<?> type,
            Object instance,
            Method method,
            Function<java.lang.reflect.Parameter, Parameter> parameterOf) {
        List<Parameter> parameters = new ArrayList<>();
        for (java.lang.reflect.Parameter parameter : method.getParameters()) {
            parameters.add(parameterOf.apply(parameter));
        }
        boolean nonBlocking =
                method.isAnnotationPresent(NonBlocking.class) || type.isAnnotationPresent(NonBlocking.class);
        try {
            return new Route(instance, method, parameters, nonBlocking);
        } catch (IllegalAccessException e) {
            throw new DeploymentException(
                    Route.describe(method) + " cannot be called: its class and the method must be public.");
        }
    }

    private Parameter eventParameter(Method method, java.lang.reflect.Parameter parameter) {
        Class<?> type = parameter.getType();
        if (type == Socket.class) {
            return new Parameter.SocketGiven();
        } else if (type == Ack.class) {
            return new Parameter.AckGiven();
        } else if (type == Arguments.class) {
            return new Parameter.AllArguments(codec);
        } else if (type == DisconnectReason.class) {
            throw new DeploymentException(
                    Route.describe(method) + ": a DisconnectReason is given to @OnDisconnect methods only.");
        }
        return bound(parameter, type == Optional.class);
    }

    private Parameter connectParameter(java.lang.reflect.Parameter parameter) {
        return parameter.getType() == Socket.class ? new Parameter.SocketGiven() : bound(parameter, false);
    }

    private static Parameter disconnectParameter(Method method, java.lang.reflect.Parameter parameter) {
        if (parameter.getType() == Socket.class) {
            return new Parameter.SocketGiven();
        } else if (parameter.getType() == DisconnectReason.class) {
            return new Parameter.Reason();
        }
        throw new DeploymentException(
                Route.describe(method) + ": an @OnDisconnect method can take a Socket and a DisconnectReason only.");
    }

    private Parameter bound(java.lang.reflect.Parameter parameter, boolean optional) {
        Class<?> named = optional
                ? codec.type(parameter.getParameterizedType())
                        .containedTypeOrUnknown(0)
                        .getRawClass()
                : parameter.getType();
        return new Parameter.Bound(
                codec,
                codec.reader(parameter.getParameterizedType()),
                parameter.getName(),
                ValueCodec.nameOf(named),
                optional);
    }

    private static void refuseHidden(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                boolean routed = Stream.<Class<? extends Annotation>>of(On.class, OnConnect.class, OnDisconnect.class)
                        .anyMatch(method::isAnnotationPresent);
                if (routed && !Modifier.isPublic(method.getModifiers())) {
                    throw new DeploymentException(Route.describe(method) + " must be public to be called.");
                }
            }
        }
    }
}
