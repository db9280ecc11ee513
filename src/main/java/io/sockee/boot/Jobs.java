package io.sockee.boot;

import io.sockee.session.Sessions;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is done again and again while the application runs. A job that fails is run again. */
final class Jobs {
    private static final int PURGE_SECONDS = 600;
    private static final int USE_SECONDS = 60;

    /**
     * As many threads as jobs, so that a job that waits for the database delays no other. They end with the application; threads
     * of the server's scheduler would keep its classes.
     */
    private static final int THREADS = 6;

    private final ScheduledExecutorService scheduler;
    private long seconds; // used by one job only

    Jobs(ThreadFactory threads) {
        scheduler = new ScheduledThreadPoolExecutor(THREADS, threads);
    }

    /** Runs a job with so many milliseconds between two runs, until the end. */
    void repeat(long millis, Runnable job) {
        Future<?> unused =
                scheduler.scheduleWithFixedDelay(new EnduringJob(job), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Runs a job each second. */
    void eachSecond(Runnable job) {
        repeat(TimeUnit.SECONDS.toMillis(1), job);
    }

    /** Takes in what other servers have changed in sessions, and notes which are used. */
    void watch(Sessions sessions, long interval) {
        if (interval > 0) {
            repeat(interval, sessions.sweep()::look);
        }
        repeat(TimeUnit.SECONDS.toMillis(USE_SECONDS), sessions.sweep()::noteUse);
    }

    /** Deletes now and then what has ended: of users, and of sessions, where there are any. */
    void purge(Runnable users, @Nullable Sessions sessions) {
        eachSecond(() -> {
            if (++seconds % PURGE_SECONDS == 0) {
                users.run();
                if (sessions != null) {
                    sessions.sweep().purge();
                }
            }
        });
    }

    /** Runs none again; what runs goes on. */
    void end() {
        scheduler.shutdown();
    }
}
