package io.sockee.routing;

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.ValidationGroups;
import io.sockee.event.Event;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Validator;
import jakarta.validation.executable.ExecutableType;
import jakarta.validation.executable.ValidateOnExecution;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes routes of controllers. Every mistake in a controller is found here, when the application starts, and named
 * with its method.
 */
public final class ControllerScan {
    private static final List<Class<? extends Annotation>> KINDS =
            List.of(On.class, Action.class, OnConnect.class, OnDisconnect.class);

    private static final Pattern ACTION = Pattern.compile("[\\w-]+(\\.[\\w-]+)+");

    private static final Pattern HTTP_NAME = Pattern.compile("[\\w-]+(\\.[\\w-]+)*");

    private final ValueCodec codec;
    private final Optional<Validator> validator;
    private final SettingNames names;
    private final Routes.Builder routes = new Routes.Builder();

    /**
     * @param validator checks constraints; without one, a method with {@code @ValidationGroups} stops the start, and other
     *     constraints are not checked
     * @param settings the values of settings, for names of events that name one
     */
    public ControllerScan(
            ValueCodec codec, Optional<Validator> validator, Function<String, Optional<String>> settings) {
        this.codec = codec;
        this.validator = validator;
        this.names = new SettingNames(settings);
        routes.table("/"); // every server has the main namespace
    }

    /** Makes a namespace known that may have no controller. */
    public void addNamespace(String name) {
        Routes.Table unused = routes.table(name);
    }

    /**
     * Adds the methods of a controller.
     *
     * @param type the controller's class
     * @param instance what its methods are called on, such as a client proxy
     */
    public <T> void add(Class<T> type, T instance) {
        refuseHidden(type);
        Controller controller = type.getAnnotation(Controller.class);
        for (String name : controller == null ? new String[] {"/"} : controller.namespace()) {
            ServedNamespace namespace = ServedNamespace.of(name, type, routes);
            Stream.of(type.getMethods())
                    .filter(method -> !method.isBridge())
                    .filter(method -> KINDS.stream().anyMatch(method::isAnnotationPresent))
                    .sorted(Comparator.comparing(Method::toGenericString))
                    .forEach(method -> add(namespace, type, instance, method));
        }
    }

    /** The routes of all controllers that were added. */
    public Routes routes() {
        return routes.build();
    }

    private void add(ServedNamespace namespace, Class<?> type, Object instance, Method method) {
        if (KINDS.stream().filter(method::isAnnotationPresent).count() > 1) {
            throw new DeploymentException(
                    Route.describe(method) + " can have one of @On, @Action, @OnConnect and @OnDisconnect only.");
        }
        if (Modifier.isStatic(method.getModifiers())) {
            throw new DeploymentException(Route.describe(method) + " must not be static: it is called on the bean.");
        }
        On on = method.getAnnotation(On.class);
        if (on != null) {
            addEvents(namespace, type, instance, method, on);
        } else if (method.isAnnotationPresent(Action.class)) {
            addAction(namespace, type, instance, method, method.getAnnotation(Action.class));
        } else if (method.isAnnotationPresent(OnConnect.class)) {
            if (CompletionStage.class.isAssignableFrom(method.getReturnType())) {
                throw new DeploymentException(Route.describe(method)
                        + ": nothing waits for the stage that an @OnConnect method returns, so that it could refuse"
                        + " nobody. Make it void.");
            }
            routes.connect(
                    namespace.table(), route(type, instance, method, Signature.Kind.CONNECT, namespace.variables()));
        } else {
            if (Access.isSaid(method)) {
                throw new DeploymentException(Route.describe(method)
                        + " says who may call it, but is called for every socket that has gone. Look at the"
                        + " Optional<User> in it.");
            }
            routes.disconnect(
                    namespace.table(), route(type, instance, method, Signature.Kind.DISCONNECT, namespace.variables()));
        }
    }

    private void addEvents(ServedNamespace namespace, Class<?> type, Object instance, Method method, On on) {
        List<String> events = Stream.of(on.value())
                .map(event -> names.resolve(event, Route.describe(method)))
                .toList();
        refuseBadNames(events, method);
        Set<String> variables = new HashSet<>(namespace.variables());
        variables.addAll(commonVariables(events, method));
        Route route = answering(route(type, instance, method, Signature.Kind.EVENT, variables));
        for (String event : events) {
            routes.event(namespace.table(), namespace.name(), event, route);
            if (on.http()) {
                routes.overHttp(httpName(namespace, event, method), route);
            }
        }
    }

    /** The name by which an event is called over HTTP: its own, behind that of its namespace where that is not the main one. */
    private static String httpName(ServedNamespace namespace, String event, Method method) {
        String name = namespace.name().equals("/")
                ? event
                : namespace.name().substring(1).replace('/', '.') + "." + event;
        if (!HTTP_NAME.matcher(name).matches()) {
            throw new DeploymentException("The event '" + event + "' of " + Route.describe(method)
                    + " in the namespace "
                    + namespace.name() + " cannot be called over HTTP (http = true): there, names consist of letters,"
                    + " digits, _ and -, with dots between them, and have no variables.");
        }
        return name;
    }

    private void addAction(ServedNamespace namespace, Class<?> type, Object instance, Method method, Action action) {
        Actions actions = type.getAnnotation(Actions.class);
        if (actions == null) {
            throw new DeploymentException(
                    Route.describe(method) + " has @Action, but its class has no @Actions, which would name it.");
        }
        String last = action.value().isEmpty() ? method.getName() : action.value();
        String name = actions.value() + "." + last;
        if (!ACTION.matcher(name).matches()) {
            throw new DeploymentException("The action '" + name + "' of " + Route.describe(method)
                    + " cannot be called so: names consist of letters, digits, _ and -, with dots between them.");
        }
        Route route = answering(route(type, instance, method, Signature.Kind.EVENT, namespace.variables()));
        routes.event(namespace.table(), namespace.name(), name, route);
        if (action.http()) {
            routes.overHttp(name, route);
        }
    }

    private static Route answering(Route route) {
        if (route.answersItself() && !route.returnsNothing()) {
            throw new DeploymentException(route.description()
                    + " has an Ack and returns a value: it can answer by one of them only. Make it void, or drop"
                    + " the Ack.");
        }
        return route;
    }

    private static void refuseBadNames(List<String> events, Method method) {
        if (events.isEmpty()) {
            throw new DeploymentException(Route.describe(method) + " names no event in its @On.");
        }
        for (String event : events) {
            if (event.isEmpty()) {
                throw new DeploymentException(Route.describe(method) + " names an empty event in its @On.");
            }
            if (Event.isOwn(event)) {
                throw new DeploymentException(Route.describe(method) + " names the event '" + event
                        + "'. Names that begin with " + Event.OWN + " are those of Sockee itself: choose another one.");
            }
            if (Event.isReserved(event)) {
                throw new DeploymentException(Route.describe(method) + " names the event '" + event
                        + "', which no client can send. See @OnConnect and @OnDisconnect.");
            }
        }
    }

    /** The variables that every name of the method has. */
    private static Set<String> commonVariables(List<String> events, Method method) {
        List<Set<String>> each = events.stream()
                .map(event -> NamePattern.isPattern(event)
                        ? Set.copyOf(
                                NamePattern.parse(event, Route.describe(method)).variables())
                        : Set.<String>of())
                .toList();
        Set<String> common = new HashSet<>(each.get(0));
        each.forEach(common::retainAll);
        return common;
    }

    private Route route(Class<?> type, Object instance, Method method, Signature.Kind kind, Set<String> variables) {
        List<Parameter> parameters = new Signature(codec, method, kind, variables).parameters();
        Access access = kind == Signature.Kind.DISCONNECT ? new Access.Everyone() : Access.of(method, type);
        if (parameters.stream().anyMatch(p -> p instanceof Parameter.SessionGiven)) {
            routes.withSessions();
        }
        boolean needsUser = parameters.stream().anyMatch(p -> p instanceof Parameter.UserGiven);
        codec.problemOfWriting(method.getGenericReturnType()).ifPresent(problem -> {
            throw new DeploymentException(
                    "What " + Route.describe(method) + " returns cannot be written: " + problem + ".");
        });
        boolean nonBlocking = has(NonBlocking.class, method, type);
        boolean transactional = Transactions.mayBeIn(method, type);
        if (nonBlocking && type.isAnnotationPresent(RequestScoped.class)) {
            throw new DeploymentException(Route.describe(method)
                    + " is @NonBlocking, but its class is @RequestScoped: such a call has no request scope.");
        }
        if (nonBlocking && transactional) {
            throw new DeploymentException(Route.describe(method)
                    + " is @NonBlocking and @Transactional: a transaction blocks. Drop one of them.");
        }
        try {
            return new Route(
                    instance,
                    method,
                    parameters,
                    new Route.Traits(
                            needsUser ? access.forUsers() : access,
                            constraints(type, method),
                            nonBlocking,
                            transactional,
                            kind == Signature.Kind.EVENT ? MethodLimit.of(method, type) : Optional.empty(),
                            isSilent(method)));
        } catch (IllegalAccessException e) {
            throw new DeploymentException(
                    Route.describe(method) + " cannot be called: its class and the method must be public.");
        }
    }

    private static boolean isSilent(Method method) {
        On on = method.getAnnotation(On.class);
        Action action = method.getAnnotation(Action.class);
        return (on != null && on.silent()) || (action != null && action.silent());
    }

    private static boolean has(Class<? extends Annotation> annotation, Method method, Class<?> type) {
        return method.isAnnotationPresent(annotation) || type.isAnnotationPresent(annotation);
    }

    private Optional<Constraints> constraints(Class<?> type, Method method) {
        ValidationGroups groups = Optional.ofNullable(method.getAnnotation(ValidationGroups.class))
                .orElse(type.getAnnotation(ValidationGroups.class));
        if (groups == null && isLeftOut(method, type)) {
            return Optional.empty();
        }
        if (validator.isEmpty()) {
            if (groups != null) {
                throw new DeploymentException(Route.describe(method)
                        + " has @ValidationGroups, but there is no provider of Jakarta Validation.");
            }
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (java.lang.reflect.Parameter parameter : method.getParameters()) {
            names.add(parameter.getName());
        }
        return Constraints.of(validator.get(), type, method, names, groups == null ? new Class<?>[0] : groups.value());
    }

    /** Whether the standard annotation says that calls of the method are not to be checked. */
    private static boolean isLeftOut(Method method, Class<?> type) {
        ValidateOnExecution said = Optional.ofNullable(method.getAnnotation(ValidateOnExecution.class))
                .orElse(type.getAnnotation(ValidateOnExecution.class));
        return said != null
                && Stream.of(ExecutableType.NON_GETTER_METHODS, ExecutableType.ALL, ExecutableType.IMPLICIT)
                        .noneMatch(List.of(said.type())::contains);
    }

    private static void refuseHidden(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (KINDS.stream().anyMatch(method::isAnnotationPresent) && !Modifier.isPublic(method.getModifiers())) {
                    throw new DeploymentException(Route.describe(method) + " must be public to be called.");
                }
            }
        }
    }
}
