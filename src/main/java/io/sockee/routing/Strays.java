package io.sockee.routing;

import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What clients send and no method takes. Surplus arguments are ignored, as in JavaScript, so that a client may be newer than
 * its server; or, by a setting, the call is refused. Events that no method answers are ignored. Both are counted and logged at
 * debug level; in development as a warning, once for each method and each event. Safe for any thread.
 */
public final class Strays {
    private static final Logger LOG = System.getLogger(Strays.class.getName());

    /** How many names of events are remembered: clients choose them. */
    private static final int MAX_EVENTS = 100;

    private static final int MAX_NAME = 100;
    private static final int MAX_ANSWERED = 20;

    private final boolean refuses;
    private final boolean dev;
    private final Counters counters;
    private final Set<Route> toldMethods = ConcurrentHashMap.newKeySet(); // as many as there are routes
    private final Set<String> toldEvents = ConcurrentHashMap.newKeySet();

    /**
     * @param refuses whether a call with surplus arguments is refused
     * @param dev whether this is development
     */
    public Strays(boolean refuses, boolean dev, Counters counters) {
        this.refuses = refuses;
        this.dev = dev;
        this.counters = counters;
    }

    /**
     * More arguments came than a method takes.
     *
     * @param names the names of the parameters that take arguments
     * @throws BindingException when surplus arguments are refused
     */
    void arguments(Route route, int came, int taken, Supplier<String> names) {
        if (refuses) {
            throw new BindingException("Too many arguments: " + came + " came, expected " + expected(taken, names));
        }
        counters.count(Counter.SURPLUS_ARGUMENTS);
        Level level = dev && toldMethods.add(route) ? Level.WARNING : Level.DEBUG;
        if (LOG.isLoggable(level)) {
            LOG.log(
                    level,
                    route.description() + " was called with " + came + " arguments and takes "
                            + expected(taken, names)
                            + " The surplus ones are ignored; sockee.controllers.surplus-arguments=refuse refuses such"
                            + " calls. (A warning once for each method, in the dev profile.)");
        }
    }

    private static String expected(int taken, Supplier<String> names) {
        return taken + (taken == 0 ? "." : " (" + names.get() + ").");
    }

    /** An event came that no method answers. */
    void event(String namespace, String event, Routes.Table table) {
        counters.count(Counter.EVENTS_UNKNOWN);
        Level level = dev && isNew(namespace + "\n" + event) ? Level.WARNING : Level.DEBUG;
        if (LOG.isLoggable(level)) {
            String name = quoted(event);
            LOG.log(
                    level,
                    "No method answers the event " + name + " of the namespace " + quoted(namespace) + ", which has "
                            + answered(table)
                            + ". Is there an @On(\"…\") with this name, in a class with @Controller and"
                            + " its namespace? (A warning once for each name, in the dev profile.)");
        }
    }

    private boolean isNew(String name) {
        return name.length() <= 2 * MAX_NAME && toldEvents.size() < MAX_EVENTS && toldEvents.add(name);
    }

    private static String answered(Routes.Table table) {
        List<String> names = table.names();
        String some = String.join(", ", names.subList(0, Math.min(MAX_ANSWERED, names.size())));
        return names.isEmpty() ? "none" : some + (names.size() > MAX_ANSWERED ? ", …" : "");
    }

    /** A name that a client chose: cut to a length, and without what could break the log's line. */
    private static String quoted(String name) {
        String some = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "…" : name;
        return "'" + some.replaceAll("[^\\p{Graph} ]", "_") + "'";
    }
}
