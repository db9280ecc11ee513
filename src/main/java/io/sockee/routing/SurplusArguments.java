package io.sockee.routing;

import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What becomes of arguments that a method does not take. They are left out, as JavaScript does, so that a client may be
 * newer than its server; counted, and told at debug, in development once for each method as a warning. Or they are refused.
 */
public final class SurplusArguments {
    private static final Logger LOG = System.getLogger(SurplusArguments.class.getName());

    private final boolean refused;
    private final boolean dev;
    private final Counters counters;
    private final Set<Route> told = ConcurrentHashMap.newKeySet(); // as many as there are routes

    /**
     * @param refused whether a call with such arguments is refused
     * @param dev whether this is development
     */
    public SurplusArguments(boolean refused, boolean dev, Counters counters) {
        this.refused = refused;
        this.dev = dev;
        this.counters = counters;
    }

    /**
     * More arguments came than a method takes.
     *
     * @param names those of its parameters that take arguments
     * @throws BindingException when that is refused
     */
    void met(Route route, int came, int taken, String names) {
        String expected = taken + (taken == 0 ? "." : " (" + names + ").");
        if (refused) {
            throw new BindingException("Too many arguments: " + came + " came, expected " + expected);
        }
        counters.count(Counter.SURPLUS_ARGUMENTS);
        Level level = dev && told.add(route) ? Level.WARNING : Level.DEBUG;
        if (LOG.isLoggable(level)) {
            LOG.log(
                    level,
                    route.description() + " was called with " + came + " arguments and takes " + expected
                            + " The surplus ones are ignored; sockee.controllers.surplus-arguments=refuse refuses such"
                            + " calls."
                            + (dev ? " (Told once for each method.)" : ""));
        }
    }
}
