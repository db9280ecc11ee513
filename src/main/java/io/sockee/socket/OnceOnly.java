package io.sockee.socket;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tasks for something that happens once. Safe for any thread. */
final class OnceOnly
        extends AtomicReference<@Nullable Runnable> { // its own, as each socket has some: what is to run, or HAPPENED
    private static final long serialVersionUID = 1L;

    /** In the place of tasks: those that come now need not wait. */
    private static final Runnable HAPPENED = new Runnable() {
        @Override
        public void run() {
            // nothing
        }
    };

    /** Runs a task when it happens, or now if it has. Tasks run in the order in which they came. */
    void then(Runnable task) {
        Runnable before = getAndUpdate(tasks -> tasks == HAPPENED ? tasks : inOrder(tasks, task));
        if (before == HAPPENED) {
            task.run();
        }
    }

    private static Runnable inOrder(@Nullable Runnable first, Runnable then) {
        return first == null ? then : () -> Steps.all(List.of(first, then));
    }

    /** It happens: runs the tasks. */
    void happen() {
        Runnable all = getAndSet(HAPPENED);
        if (all != null) {
            all.run();
        }
    }
}
