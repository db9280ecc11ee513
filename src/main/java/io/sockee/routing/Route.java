package io.sockee.routing;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.sockee.metrics.Histogram;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A method of a controller, ready to be called without further reflection. Immutable, except for what it counts; safe for any thread. */
public final class Route {

    /**
     * What a method's annotations ask for.
     *
     * @param nonBlocking whether it may run on the thread that received the event
     * @param transactional whether it runs, or may run, in a transaction
     * @param silent whether its calls are left out of the log
     */
    record Traits(
            Access access,
            Optional<Constraints> constraints,
            boolean nonBlocking,
            boolean transactional,
            Optional<MethodLimit> limit,
            boolean silent) {}

    private final String description;
    private final Method method;
    private final Object controller;
    private final MethodHandle handle;
    private final Parameter[] parameters;
    private final List<Parameter.Bound> expected;
    private final Traits traits;
    private final @Nullable MethodLimit limit;
    private final boolean guarded;
    private final boolean takesAll;
    private final boolean answersItself;
    private final boolean returnsNothing;
    private final boolean streams;
    private final Histogram times = new Histogram();

    Route(Object controller, Method method, List<Parameter> parameters, Traits traits) throws IllegalAccessException {
        this.description = describe(method);
        this.method = method;
        this.controller = controller;
        this.handle = MethodHandles.publicLookup()
                .unreflect(method)
                .asFixedArity()
                .asSpreader(Object[].class, method.getParameterCount())
                .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
        this.parameters = parameters.toArray(Parameter[]::new);
        this.expected = parameters.stream()
                .filter(Parameter.Bound.class::isInstance)
                .map(Parameter.Bound.class::cast)
                .toList();
        this.traits = traits;
        this.limit = traits.limit().orElse(null);
        this.guarded = !(traits.access() instanceof Access.Everyone);
        this.takesAll =
                parameters.stream().anyMatch(p -> p instanceof Parameter.AllArguments || p instanceof Parameter.Rest);
        this.answersItself = parameters.stream().anyMatch(p -> p instanceof Parameter.AckGiven);
        this.returnsNothing = method.getReturnType() == void.class;
        this.streams = streams(TypeFactory.defaultInstance().constructType(method.getGenericReturnType()));
    }

    static String describe(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }

    /** Class and method, for logs and error messages of the deployment. */
    public String description() {
        return description;
    }

    /** Whether it may run on the thread that received the event. */
    public boolean nonBlocking() {
        return traits.nonBlocking();
    }

    /** How long its calls took, where that is measured. */
    public Histogram times() {
        return times;
    }

    /** Whether it answers with a stream of items. */
    public boolean streams() {
        return streams;
    }

    /** The limit of its own; null when it has none. */
    @Nullable
    MethodLimit limit() {
        return limit;
    }

    /** Whether its calls are left out of the log. */
    boolean silent() {
        return traits.silent();
    }

    Method method() {
        return method;
    }

    /** What clients may be told of it, under one of its names. */
    Described described(String namespace, String name, Optional<String> overHttp, ValueCodec codec) {
        List<Described.Argument> arguments = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof Parameter.Bound bound) {
                arguments.add(new Described.Argument(
                        bound.name(),
                        bound.reader().getValueType(),
                        bound.missing().isPresent(),
                        false,
                        i));
            } else if (parameters[i] instanceof Parameter.Rest rest) {
                arguments.add(new Described.Argument(rest.name(), rest.reader().getValueType(), true, true, i));
            }
        }
        return new Described(
                namespace,
                name,
                overHttp,
                method,
                arguments,
                Arrays.stream(parameters).anyMatch(Parameter.AllArguments.class::isInstance),
                returnsNothing ? Optional.empty() : Optional.of(result(codec)),
                streams,
                answersItself,
                traits.constraints().map(Constraints::areUsual).orElse(false),
                traits.access());
    }

    private JavaType result(ValueCodec codec) {
        JavaType type = codec.type(method.getGenericReturnType());
        for (Class<?> around : List.of(CompletionStage.class, Flow.Publisher.class)) {
            JavaType found = type.findSuperType(around);
            type = found == null ? type : found.containedTypeOrUnknown(0);
        }
        return type;
    }

    /** Whether a result is a publisher, or a stage that brings one. */
    private static boolean streams(JavaType type) {
        JavaType stage = type.findSuperType(CompletionStage.class);
        return (stage == null ? type : stage.containedTypeOrUnknown(0)).isTypeOrSubTypeOf(Flow.Publisher.class);
    }

    /** The parameters that take arguments, but for one that takes all that are left. */
    List<Parameter.Bound> expected() {
        return expected;
    }

    boolean transactional() {
        return traits.transactional();
    }

    boolean answersItself() {
        return answersItself;
    }

    boolean returnsNothing() {
        return returnsNothing;
    }

    /**
     * Checks whether the user may, binds the arguments, checks their constraints, and calls the method. A refusal of any of
     * these, and whatever the method throws, is thrown.
     */
    @Nullable
    Object call(Call call, Strays strays) throws Throwable {
        if (guarded) {
            traits.access().check(call.caller().user());
        }
        @Nullable Object[] values = bind(call, strays);
        if (traits.constraints().isEmpty()) {
            return (Object) handle.invokeExact(controller, values);
        }
        Constraints constraints = traits.constraints().get();
        constraints.checkArguments(controller, values);
        Object result = constraints.during(() -> (Object) handle.invokeExact(controller, values));
        if (!traits.transactional()) {
            checkResult(result);
        }
        return result;
    }

    /**
     * Checks what the method has returned; in a transactional method before the commit.
     *
     * @throws IllegalStateException when it breaks a constraint
     */
    void checkResult(@Nullable Object result) {
        traits.constraints().ifPresent(constraints -> constraints.checkResult(controller, result));
    }

    private @Nullable Object[] bind(Call call, Strays strays) {
        int came = call.arguments().count();
        if (call.isEvent() && !takesAll && came > expected.size()) {
            strays.arguments(this, came, expected.size(), this::names);
        }
        @Nullable Object[] values = new Object[parameters.length];
        int argument = 0;
        for (int i = 0; i < values.length; i++) {
            Parameter parameter = parameters[i];
            values[i] = parameter.value(call, argument);
            if (parameter instanceof Parameter.Bound) {
                argument++;
            }
        }
        return values;
    }

    private String names() {
        return expected.stream().map(Parameter.Bound::name).collect(Collectors.joining(", "));
    }
}
