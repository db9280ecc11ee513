package io.sockee.socket;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tasks for something that happens once. Safe for any thread. */
final class OnceOnly {
    private final AtomicReference<@Nullable Runnable> tasks = new AtomicReference<>();
    private volatile boolean happened;

    private static Runnable inOrder(Runnable first, @Nullable Runnable then) {
        return () -> Steps.all(List.of(first, Objects.requireNonNull(then)));
    }

    /** Runs a task when it happens, or now if it has. Tasks run in the order in which they came. */
    void then(Runnable task) {
        tasks.accumulateAndGet(task, (before, more) -> before == null ? more : inOrder(before, more));
        if (happened) {
            run(); // it may have happened before the task came
        }
    }

    /** It happens: runs the tasks. */
    void happen() {
        happened = true;
        run();
    }

    private void run() {
        Runnable all = tasks.getAndSet(null);
        if (all != null) {
            all.run();
        }
    }
}
