package io.sockee.declaration;

import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An event that the application says to emit.
 *
 * @param where the class or method that says so, for messages
 */
public record Emitted(String namespace, String event, List<Argument> arguments, String where) {

    /**
     * An argument of an event.
     *
     * @param maybe whether it may be null
     */
    public record Argument(Type type, boolean maybe) {

        /** The type, with a class in the place of a primitive type. */
        Type boxed() {
            return type instanceof Class<?> plain
                    ? MethodType.methodType(plain).wrap().returnType()
                    : type;
        }
    }

    public Emitted {
        arguments = List.copyOf(arguments);
    }

    /** One with arguments that are never null. */
    static Emitted of(String namespace, String event, List<? extends Type> arguments, String where) {
        return new Emitted(
                namespace,
                event,
                arguments.stream().map(type -> new Argument(type, false)).toList(),
                where);
    }

    /** This one with the possible nulls of another one {@linkplain #isLike like it}. */
    Emitted with(Emitted other) {
        List<Argument> both = new ArrayList<>(arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            Argument one = arguments.get(i);
            both.add(new Argument(
                    one.type(), one.maybe() || other.arguments.get(i).maybe()));
        }
        return new Emitted(namespace, event, both, where);
    }

    /** Whether the types of its arguments are those of another one. */
    boolean isLike(Emitted other) {
        return arguments.stream()
                .map(Argument::boxed)
                .toList()
                .equals(other.arguments.stream().map(Argument::boxed).toList());
    }

    /** The types of its arguments, for messages. */
    String types() {
        return arguments.stream()
                .map(argument -> argument.type().getTypeName() + (argument.maybe() ? " or null" : ""))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
