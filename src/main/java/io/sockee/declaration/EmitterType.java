package io.sockee.declaration;

import io.sockee.api.Addressed;
import io.sockee.api.BroadcastAnswers;
import io.sockee.api.Emits;
import io.sockee.api.Emitter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An emitter's interface, read.
 *
 * @param calls what each of its methods emits
 */
record EmitterType(Class<?> type, String namespace, Map<Method, Call> calls) {

    /**
     * What a method emits.
     *
     * @param asks whether the sockets are asked for an answer, so that the first parameter is the time to wait
     */
    record Call(String event, boolean asks, List<Emitted.Argument> arguments) {}

    /** Reads an interface with {@link Emitter}; what is wrong with it is found by {@link #problems}. */
    static EmitterType of(Class<?> type) {
        Map<Method, Call> calls = new HashMap<>();
        for (Method method : type.getMethods()) {
            if (isEvent(method)) {
                boolean asks = method.getReturnType() != void.class;
                boolean timed = asks && method.getParameterCount() > 0;
                List<Emitted.Argument> arguments = Arrays.stream(method.getParameters())
                        .skip(timed ? 1 : 0)
                        .map(parameter -> new Emitted.Argument(parameter.getParameterizedType(), maybe(parameter)))
                        .toList();
                calls.put(method, new Call(name(method), asks, arguments));
            }
        }
        Emitter said = type.getAnnotation(Emitter.class);
        return new EmitterType(type, said == null ? "/" : said.namespace(), Map.copyOf(calls));
    }

    /** Whether an annotation says that it may be null, of whichever library it is. */
    private static boolean maybe(Parameter parameter) {
        return Stream.of(parameter, parameter.getAnnotatedType())
                .flatMap(element -> Arrays.stream(element.getAnnotations()))
                .anyMatch(said -> said.annotationType().getSimpleName().equals("Nullable"));
    }

    private static boolean isEvent(Method method) {
        return Modifier.isAbstract(method.getModifiers()) && !isNarrowing(method);
    }

    /** Whether a method is one of {@link Addressed}, declared there or again. */
    static boolean isNarrowing(Method method) {
        return Addressed.class.isAssignableFrom(method.getDeclaringClass())
                && Arrays.stream(Addressed.class.getDeclaredMethods())
                        .anyMatch(one -> one.getName().equals(method.getName())
                                && Arrays.equals(one.getParameterTypes(), method.getParameterTypes()));
    }

    private static String name(Method method) {
        Emits said = method.getAnnotation(Emits.class);
        return said == null ? method.getName() : said.event();
    }

    /** The events, in the order of their names. */
    List<Emitted> events() {
        return calls.entrySet().stream()
                .map(call -> new Emitted(
                        namespace, call.getValue().event(), call.getValue().arguments(), describe(call.getKey())))
                .sorted(Comparator.comparing(Emitted::event).thenComparing(Emitted::where))
                .toList();
    }

    private String describe(Method method) {
        return type.getName() + "." + method.getName() + "("
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /** Sentences that say what is wrong. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        String name = type.getName();
        if (!type.isInterface()) {
            return List.of(name + " has @Emitter, but only an interface can be an emitter.");
        }
        if (!Modifier.isPublic(type.getModifiers())) {
            problems.add(name + " has @Emitter, and must be public to be called.");
        }
        if (type.getTypeParameters().length > 0) {
            problems.add(name + " has @Emitter, and cannot have type parameters: what it emits would not be known.");
        }
        if (type.isAnnotationPresent(Emits.class) || type.isAnnotationPresent(Emits.All.class)) {
            problems.add(name + " has @Emitter and @Emits: its methods say what it emits.");
        }
        Rules.namespace(namespace, false).ifPresent(problem -> problems.add(name + ": " + problem + "."));
        Map<String, Method> known = new HashMap<>();
        calls.keySet().stream()
                .sorted(Comparator.comparing(Method::toGenericString))
                .forEach(method -> {
                    problem(method).ifPresent(problem -> problems.add(describe(method) + ": " + problem + "."));
                    String event = name(method);
                    Method other = known.putIfAbsent(event, method);
                    if (other != null) {
                        problems.add(describe(method) + ": the event '" + event + "' is emitted by " + describe(other)
                                + ", too; give one of them another name by @Emits(event = \"…\").");
                    }
                });
        return problems;
    }

    private Optional<String> problem(Method method) {
        Emits said = method.getAnnotation(Emits.class);
        if (method.isAnnotationPresent(Emits.All.class)) {
            return Optional.of("a method emits one event, so that it has one @Emits at most");
        } else if (said != null && (said.type().length > 0 || !said.namespace().equals("/"))) {
            return Optional.of(
                    "@Emits gives a method of an emitter a name alone: its types are those of the parameters,"
                            + " and the namespace is the emitter's");
        } else if (method.getTypeParameters().length > 0) {
            return Optional.of("a method with type parameters does not say what it emits");
        }
        Optional<String> name = Rules.name(name(method), false);
        return name.isPresent() ? name : returned(method);
    }

    private static Optional<String> returned(Method method) {
        if (method.getReturnType() == void.class) {
            return Optional.empty();
        }
        boolean answers = method.getGenericReturnType() instanceof ParameterizedType stage
                && stage.getRawType() == CompletionStage.class
                && stage.getActualTypeArguments()[0] == BroadcastAnswers.class;
        if (!answers) {
            return Optional.of(
                    "a method of an emitter returns void, or a CompletionStage<BroadcastAnswers> to ask for answers,"
                            + " and not a " + method.getGenericReturnType().getTypeName());
        }
        return method.getParameterCount() > 0 && method.getParameterTypes()[0] == Duration.class
                ? Optional.empty()
                : Optional.of(
                        "a method that asks for answers has the java.time.Duration to wait as its first parameter");
    }
}
