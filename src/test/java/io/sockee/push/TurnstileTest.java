package io.sockee.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A turnstile")
class TurnstileTest {
    private final AtomicLong clock = new AtomicLong();

    private Turnstile turnstile(int size, int waiting) {
        return new Turnstile(size, waiting, Duration.ofSeconds(30), clock::get);
    }

    @Test
    @DisplayName("goes through a hundred thousand that wait and end as soon as they begin")
    void endAtOnce() {
        Turnstile turnstile = turnstile(1, 100_000);
        CompletableFuture<String> first = new CompletableFuture<>();
        List<CompletableFuture<String>> all = new ArrayList<>();
        all.add(turnstile.pass(() -> first));
        for (int i = 0; i < 100_000; i++) {
            boolean fails = i % 2 == 0;
            all.add(turnstile.pass(() -> fails
                    ? CompletableFuture.failedStage(new IllegalStateException())
                    : CompletableFuture.completedStage("done")));
        }
        assertThat(all).noneMatch(CompletableFuture::isDone);
        first.complete("first");
        assertThat(all).allMatch(CompletableFuture::isDone);
        assertThat(turnstile.inside()).isZero();
    }

    @Test
    @DisplayName("loses no place to a task that throws, whatever it throws, or that has no stage")
    void tasksThatThrow() {
        Turnstile turnstile = turnstile(1, 10);
        assertThat(turnstile.pass(() -> {
                    throw new IllegalStateException();
                }))
                .isCompletedExceptionally();
        assertThat(turnstile.pass(() -> {
                    throw new OutOfMemoryError("unable to create native thread");
                }))
                .isCompletedExceptionally();
        assertThat(turnstile.<String>pass(() -> null)).isCompletedExceptionally();
        assertThat(turnstile.pass(() -> CompletableFuture.completedStage("in"))).isCompletedWithValue("in");
        assertThat(turnstile.inside()).isZero();
    }

    @Test
    @DisplayName("has a place for what follows the end of a task")
    void placeForWhatFollows() {
        Turnstile turnstile = turnstile(1, 0);
        CompletableFuture<String> task = new CompletableFuture<>();
        CompletableFuture<String> both = turnstile
                .pass(() -> task)
                .thenCompose(first -> turnstile.pass(() -> CompletableFuture.completedStage(first + " and second")));
        assertThat(turnstile.pass(() -> task)).as("none is free").isCompletedExceptionally();
        task.complete("first");
        assertThat(both).isCompletedWithValue("first and second");
    }

    @Test
    @DisplayName("turns away who has waited too long, without beginning the task")
    void patience() {
        Turnstile turnstile = turnstile(1, 3);
        CompletableFuture<String> slow = new CompletableFuture<>();
        AtomicInteger begun = new AtomicInteger();
        CompletableFuture<String> first = turnstile.pass(() -> slow);
        CompletableFuture<String> old = turnstile.pass(() -> {
            begun.incrementAndGet();
            return CompletableFuture.completedStage("too late");
        });
        clock.addAndGet(TimeUnit.SECONDS.toNanos(20));
        CompletableFuture<String> younger = turnstile.pass(() -> CompletableFuture.completedStage("in time"));
        clock.addAndGet(TimeUnit.SECONDS.toNanos(11));
        slow.complete("slow");
        assertThat(first).isCompletedWithValue("slow");
        assertThatThrownBy(old::join).hasCauseInstanceOf(TimeoutException.class);
        assertThat(begun).hasValue(0);
        assertThat(younger).isCompletedWithValue("in time");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("answers everybody and keeps its places, whoever comes on however many threads, and however tasks end")
    void storm(long seed) throws Exception {
        int size = 5;
        Turnstile turnstile = turnstile(size, 2_000);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        ExecutorService ends = Executors.newFixedThreadPool(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<List<CompletableFuture<String>>>> waves = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            Random random = new Random(seed * 100 + thread);
            waves.add(CompletableFuture.supplyAsync(
                    () -> {
                        List<CompletableFuture<String>> mine = new ArrayList<>();
                        for (int i = 0; i < 5_000; i++) {
                            mine.add(turnstile.pass(task(random.nextInt(4), ends, now, most)));
                        }
                        return mine;
                    },
                    callers));
        }
        int answered = 0;
        for (var wave : waves) {
            for (CompletableFuture<String> one : wave.get(60, TimeUnit.SECONDS)) {
                answered += one.handle((result, failure) -> failure == null
                                        || failure instanceof IllegalStateException
                                        || failure.getCause() instanceof IllegalStateException
                                        || failure instanceof RejectedExecutionException
                                ? 1
                                : 0)
                        .get(60, TimeUnit.SECONDS);
            }
        }
        callers.shutdown();
        ends.shutdown();
        assertThat(ends.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(answered).isEqualTo(20_000);
        assertThat(most).hasValueLessThanOrEqualTo(size);
        assertThat(turnstile.inside()).isZero();
    }

    private static java.util.function.Supplier<CompletionStage<String>> task(
            int kind, ExecutorService ends, AtomicInteger now, AtomicInteger most) {
        return () -> {
            int unused = most.accumulateAndGet(now.incrementAndGet(), Math::max);
            return switch (kind) {
                case 0 -> {
                    now.decrementAndGet();
                    throw new IllegalStateException("refused");
                }
                case 1 -> {
                    now.decrementAndGet();
                    yield CompletableFuture.completedStage("at once");
                }
                case 2 ->
                    CompletableFuture.supplyAsync(
                            () -> {
                                now.decrementAndGet();
                                return "later";
                            },
                            ends);
                default ->
                    CompletableFuture.supplyAsync(
                            () -> {
                                now.decrementAndGet();
                                throw new IllegalStateException("failed later");
                            },
                            ends);
            };
        };
    }
}
