package io.sockee.boot;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An executor that can be given to what outlives the application for a while, such as the JDK's HTTP client, whose own thread ends
 * only when nobody can reach the client any more. After its end it leads to nothing of the application: else that thread would keep
 * the client, the client the thread, and both the application's classes. Safe for any thread.
 */
final class EndingExecutor implements Executor {
    private volatile @Nullable Executor executor;

    EndingExecutor(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        Executor present = executor;
        if (present == null) {
            throw new RejectedExecutionException("The application has ended.");
        }
        present.execute(task);
    }

    void end() {
        executor = null;
    }
}
