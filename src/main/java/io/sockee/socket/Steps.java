package io.sockee.socket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The steps of a socket's end, which comes once: each has to be taken, even when others fail. */
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
