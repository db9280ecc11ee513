package io.sockee.routing;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method of a controller, ready to be called: no reflection is left to do for a call. */
public final class Route {
    private final String description;
    private final Object controller;
    private final MethodHandle handle;
    private final List<Parameter> parameters;
    private final int eventArguments;
    private final boolean nonBlocking;
    private final boolean answersItself;
    private final boolean returnsNothing;

    Route(Object controller, Method method, List<Parameter> parameters, boolean nonBlocking)
            throws IllegalAccessException {
        this.description = describe(method);
        this.controller = controller;
        this.handle = MethodHandles.publicLookup()
                .unreflect(method)
                .asFixedArity()
                .asSpreader(Object[].class, method.getParameterCount())
                .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
        this.parameters = List.copyOf(parameters);
        this.eventArguments = (int)
                parameters.stream().filter(p -> p instanceof Parameter.Bound).count();
        this.nonBlocking = nonBlocking;
        this.answersItself = parameters.stream().anyMatch(p -> p instanceof Parameter.AckGiven);
        this.returnsNothing = method.getReturnType() == void.class;
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
        return nonBlocking;
    }

    boolean answersItself() {
        return answersItself;
    }

    boolean returnsNothing() {
        return returnsNothing;
    }

    /** Binds the arguments and calls the method. */
    @Nullable
    Object call(Call call) throws Throwable {
        @Nullable Object[] values = new Object[parameters.size()];
        int argument = 0;
        boolean raw = false;
        for (int i = 0; i < values.length; i++) {
            Parameter parameter = parameters.get(i);
            values[i] = parameter.value(call, argument);
            if (parameter instanceof Parameter.Bound) {
                argument++;
            }
            raw |= parameter instanceof Parameter.AllArguments;
        }
        int came = call.arguments().count();
        if (!raw && call.isEvent() && came > eventArguments) {
            throw new BindingException("Too many arguments: " + came + " came, expected " + eventArguments + ".");
        }
        return (Object) handle.invokeExact(controller, values);
    }
}
