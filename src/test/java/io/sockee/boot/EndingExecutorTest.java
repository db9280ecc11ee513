package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An executor that ends")
class EndingExecutorTest {

    @Test
    @DisplayName("runs tasks by another, and none after its end")
    void end() {
        List<String> run = new ArrayList<>();
        EndingExecutor executor = new EndingExecutor(Runnable::run);
        executor.execute(() -> run.add("a"));
        executor.end();
        assertThatThrownBy(() -> executor.execute(() -> run.add("b"))).isInstanceOf(RejectedExecutionException.class);
        assertThat(run).containsExactly("a");
    }

    @Test
    @DisplayName("keeps nothing of the other after its end")
    void forgets() {
        Executor[] other = {
            new Executor() {
                @Override
                public void execute(Runnable task) {
                    task.run();
                }
            }
        };
        WeakReference<Executor> kept = new WeakReference<>(other[0]);
        EndingExecutor executor = new EndingExecutor(other[0]);
        other[0] = null;
        executor.end();
        await().until(() -> {
            System.gc();
            return kept.get() == null;
        });
        assertThatThrownBy(() -> executor.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }
}
