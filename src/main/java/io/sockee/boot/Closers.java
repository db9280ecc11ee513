package io.sockee.boot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Threads that close WebSockets, which on Open Liberty takes up to a second each, mostly spent waiting. */
final class Closers {
    private static final Logger LOG = System.getLogger(Closers.class.getName());
    private static final int THREADS = 64;

    private final ExecutorService executor;

    Closers(Core core) {
        this.executor = core.pool(THREADS);
    }

    Executor executor() {
        return executor;
    }

    /** Lets the last close frames leave before the container takes the connections away. */
    void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(3, TimeUnit.SECONDS)) {
                int left = executor.shutdownNow().size();
                LOG.log(Level.INFO, "Some WebSockets were not told that the application stops; {0} waited.", left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
