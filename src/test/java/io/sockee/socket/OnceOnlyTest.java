package io.sockee.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayName("What happens once")
class OnceOnlyTest {
    private final OnceOnly gone = new OnceOnly();
    private final List<Integer> ran = Collections.synchronizedList(new ArrayList<>());

    @Test
    @DisplayName("runs the tasks that wait in the order in which they came, and those that come later at once")
    void inOrder() {
        gone.then(() -> ran.add(1));
        gone.then(() -> ran.add(2));
        gone.then(() -> ran.add(3));
        assertThat(ran).isEmpty();
        gone.happen();
        gone.then(() -> ran.add(4));
        gone.happen(); // again, which changes nothing
        assertThat(ran).containsExactly(1, 2, 3, 4);
    }

    @RepeatedTest(50)
    @DisplayName("runs each task once, also those that come while it happens")
    void each() {
        List<CompletableFuture<Void>> threads = new ArrayList<>(IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() ->
                        IntStream.range(0, 100).forEach(i -> gone.then(() -> ran.add(100 * thread + i)))))
                .toList());
        threads.add(CompletableFuture.runAsync(gone::happen));
        threads.forEach(CompletableFuture::join);
        assertThat(ran)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 400).boxed().toList());
    }
}
