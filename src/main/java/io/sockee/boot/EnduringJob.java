package io.sockee.boot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** A job that is run again and again: an executor forgets one that throws, so this one never does. */
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
            // Not even the log took it, for want of memory as a rule; the next run may say so.
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
