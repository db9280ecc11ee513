package io.sockee.socket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Steps that have to be taken whatever becomes of the others: those of an end, which comes once. */
final class Steps {
    private static final Logger LOG = System.getLogger(Steps.class.getName());

    private Steps() {}

    /** Takes each; one that throws is logged. */
    static void all(Iterable<Runnable> steps) {
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A step of a socket's end failed", e);
            }
        }
    }
}
