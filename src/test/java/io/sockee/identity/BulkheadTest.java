package io.sockee.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of the calls to the database")
class BulkheadTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private int hangs() {
        inside.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return inside.decrementAndGet();
    }

    /** Calls that hang until {@link #end}. */
    private List<CompletableFuture<Integer>> hanging(Bulkhead bulkhead, int calls) {
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            all.add(CompletableFuture.supplyAsync(() -> bulkhead.pass(this::hangs), threads));
        }
        return all;
    }

    private void untilInside(int calls) {
        await().until(() -> inside.get() == calls);
    }

    @Test
    @DisplayName("so many are under way, and the others wait for their turn")
    void turns() {
        Bulkhead bulkhead = new Bulkhead(2, LONG);
        List<CompletableFuture<Integer>> calls = hanging(bulkhead, 6);
        untilInside(2);
        assertThat(calls).noneMatch(CompletableFuture::isDone);
        end.countDown();
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isBetween(0, 1));
    }

    @Test
    @DisplayName("one that has waited in vain fails, and then others do at once, until one under way ends")
    void stuck() {
        Bulkhead bulkhead = new Bulkhead(1, SHORT);
        hanging(bulkhead, 1);
        untilInside(1);
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> bulkhead.pass(() -> 1)).isInstanceOf(Bulkhead.StuckException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, SHORT.multipliedBy(50));
        end.countDown();
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(bulkhead.pass(() -> 1)).isEqualTo(1));
    }

    @Test
    @DisplayName("one that throws has ended too")
    void throwing() {
        Bulkhead bulkhead = new Bulkhead(1, SHORT);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> bulkhead.pass(() -> {
                        throw new IllegalArgumentException("no");
                    }))
                    .hasMessage("no");
        }
        assertThat(bulkhead.pass(() -> 1)).isEqualTo(1);
    }
}
