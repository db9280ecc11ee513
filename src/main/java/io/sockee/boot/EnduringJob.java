package io.sockee.boot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** A job that is run again and again. What it throws is logged and not passed on: the executor would not run it any more. */
final class EnduringJob implements Runnable {
    private static final Logger LOG = System.getLogger(EnduringJob.class.getName());

    private final Runnable job;

    EnduringJob(Runnable job) {
        this.job = job;
    }

    @Override
    public void run() {
        try {
            attempt();
        } catch (RuntimeException | Error e) {
            // Not even logging worked, mostly for want of memory; the next run may be able to log.
        }
    }

    private void attempt() {
        try {
            job.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A job failed, and goes on", e);
        }
    }
}
