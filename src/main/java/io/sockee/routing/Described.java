package io.sockee.routing;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/**
 * What can be called by one name, for those who tell clients of it.
 *
 * @param namespace its name, or the pattern of its name
 * @param name the event's name, or the pattern of it
 * @param overHttp its name over HTTP, if it can be called so, too
 * @param arguments in order; without those that the server gives
 * @param takesAll whether it takes any arguments, as they come
 * @param result what it answers; empty when that is nothing, or what the method sends by hand
 * @param streams whether it answers with a stream, of which the result is one item
 * @param byHand whether the method answers by itself, which may be anything
 * @param checked whether its arguments are checked by the constraints of the usual group
 */
public record Described(
        String namespace,
        String name,
        Optional<String> overHttp,
        Method method,
        List<Argument> arguments,
        boolean takesAll,
        Optional<JavaType> result,
        boolean streams,
        boolean byHand,
        boolean checked,
        Access access) {

    /**
     * An argument.
     *
     * @param mayBeMissing whether a call may leave it out
     * @param rest whether it stands for all that are left
     * @param parameter which of the method's parameters it is for, from 0
     */
    public record Argument(String name, JavaType type, boolean mayBeMissing, boolean rest, int parameter) {}

    public Described {
        arguments = List.copyOf(arguments);
    }
}
