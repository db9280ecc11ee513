package io.sockee.declaration;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rules for what is declared, as sentences that say what is wrong. Of names alone, so that the compiler's processor, which has no
 * classes of the application, and the start of the server say the same.
 */
public final class Rules {

    /** Events that Socket.IO's clients have of their own. */
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private static final String OWN = "sockee:";

    /** Types whose values are means of a program and no data, by name. */
    private static final Set<String> NO_DATA = Set.of(
            "java.lang.Class",
            "java.lang.ClassLoader",
            "java.lang.Runnable",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Void",
            "java.util.Scanner",
            "java.util.Timer",
            "java.util.concurrent.Callable",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.Executor",
            "java.util.concurrent.ExecutorService",
            "java.util.concurrent.Flow.Publisher",
            "java.util.concurrent.Flow.Subscriber",
            "java.util.concurrent.Future",
            "java.sql.Connection",
            "java.sql.PreparedStatement",
            "java.sql.ResultSet",
            "java.sql.Statement",
            "io.sockee.api.Ack",
            "io.sockee.api.Broadcast",
            "io.sockee.api.Presence",
            "io.sockee.api.Publisher",
            "io.sockee.api.Session",
            "io.sockee.api.SockJsConnection",
            "io.sockee.api.Socket",
            "io.sockee.api.Timer",
            "io.sockee.api.Users");

    private static final List<String> NO_DATA_IN = List.of(
            "java.io.",
            "java.lang.invoke.",
            "java.lang.reflect.",
            "java.net.http.",
            "java.util.function.",
            "java.util.stream.",
            "javax.sql.",
            "jakarta.enterprise.",
            "jakarta.inject.",
            "jakarta.persistence.",
            "jakarta.servlet.",
            "jakarta.ws.rs.");

    private Rules() {}

    /**
     * What is wrong with an event's name; empty when nothing is.
     *
     * @param pattern whether it may have variables
     */
    public static Optional<String> name(String event, boolean pattern) {
        if (event.isBlank()) {
            return Optional.of("the event has no name");
        } else if (event.startsWith(OWN)) {
            return Optional.of("no event may be named '" + event + "': names that begin with " + OWN
                    + " are those of Sockee itself");
        } else if (RESERVED.contains(event)) {
            return Optional.of("no event may be named '" + event + "', which clients of Socket.IO have of their own");
        } else if (event.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("the event's name has control characters");
        }
        return pattern || isPlain(event)
                ? Optional.empty()
                : Optional.of("the event is emitted by the very name '" + event
                        + "', so that it cannot have variables in braces, or end with '*'");
    }

    /**
     * What is wrong with a namespace's name; empty when nothing is.
     *
     * @param pattern whether it may have variables
     */
    public static Optional<String> namespace(String namespace, boolean pattern) {
        if (!namespace.startsWith("/")) {
            return Optional.of("the namespace '" + namespace + "' does not begin with a slash");
        }
        return pattern || isPlain(namespace)
                ? Optional.empty()
                : Optional.of(
                        "the namespace '" + namespace + "' has variables, but what is emitted goes to one namespace");
    }

    private static boolean isPlain(String name) {
        return name.indexOf('{') < 0 && name.indexOf('}') < 0 && !name.endsWith("*");
    }

    /**
     * Why values of a type cannot be sent; empty when nothing speaks against it.
     *
     * @param type its name as Java's sources have it, without type arguments
     */
    public static Optional<String> type(String type) {
        boolean means = NO_DATA.contains(type) || NO_DATA_IN.stream().anyMatch(type::startsWith);
        return means && !type.equals("java.io.Serializable") // which texts and numbers are
                ? Optional.of("a " + type + " is no data and has no JSON form")
                : Optional.empty();
    }

    /** Says that a template names what a type does not have. */
    public static String unknownProperty(String template, String property, String type, Iterable<String> properties) {
        String there = String.join(", ", properties);
        return "'" + template + "' names the property '" + property + "', which " + type + " does not have; "
                + (there.isEmpty() ? "it has none" : "it has " + there);
    }

    /** Says that a template names a property that makes no name of a room. */
    public static String unfitProperty(String template, String property, String type) {
        return "'" + template + "' names the property '" + property + "', which is a " + type
                + ": names are made of texts, numbers, booleans, enums and UUIDs";
    }
}
