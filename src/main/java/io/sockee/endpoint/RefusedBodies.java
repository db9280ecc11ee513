package io.sockee.endpoint;

import io.sockee.connection.Timers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Logs request bodies that were refused or given up: one line with their number for all of ten seconds, since a client that is broken,
 * or attacks, brings thousands. Safe for any thread; does not block.
 */
public final class RefusedBodies implements Runnable {
    private static final Logger LOG = System.getLogger(RefusedBodies.class.getName());
    private static final long GATHERED_MILLIS = 10_000;

    private final Timers timers;
    private final AtomicInteger untold = new AtomicInteger();

    /**
     * @param timers run what writes the line, ten seconds after the first body that is in it
     */
    public RefusedBodies(Timers timers) {
        this.timers = timers;
    }

    /** One more. */
    @Override
    public void run() {
        if (untold.getAndIncrement() == 0) {
            Timers.Timer unused = timers.scheduleMillis(GATHERED_MILLIS, this::tell);
        }
    }

    private void tell() {
        LOG.log(
                Level.INFO,
                "Request bodies that were given up in the last ten seconds: " + untold.getAndSet(0)
                        + ". They broke off, or were too slow, too large or too many.");
    }
}
