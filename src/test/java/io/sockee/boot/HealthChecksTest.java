package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sockee.connection.TimerWheel;
import io.sockee.endpoint.HealthServlet.Answer;
import io.sockee.metrics.Counters;
import io.sockee.routing.CallPool;
import io.sockee.routing.CallQueue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Health")
class HealthChecksTest {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(20);

    private long now;
    private final TimerWheel timers = new TimerWheel(() -> now, TICK, 2048, Runnable::run);
    private final CallPool pool = new CallPool(1, 1, Thread::new, new Counters());
    private final CountDownLatch end = new CountDownLatch(1);
    private final Queue<Runnable> asked = new ArrayDeque<>();
    private final AtomicInteger questions = new AtomicInteger();
    private boolean reachable = true;
    private @Nullable Error failure;

    private final DatabaseProbe database = new DatabaseProbe(
            () -> {
                questions.incrementAndGet();
                if (!reachable) {
                    throw new IllegalStateException("away");
                }
                if (failure != null) {
                    throw failure;
                }
            },
            asked::add,
            timers);
    private final HealthChecks checks = new HealthChecks(timers, pool, null, () -> now);
    private final HealthChecks withDatabase = new HealthChecks(timers, pool, database, () -> now);

    @AfterEach
    void close() {
        end.countDown();
        pool.close();
    }

    /** Time passes, as the server lets it pass: with ticks, and with a sample in each second. */
    private void pass(Duration time, boolean ticks) {
        for (long second = 0; second < time.toSeconds(); second++) {
            now += TimeUnit.SECONDS.toNanos(1);
            if (ticks) {
                timers.advance();
            }
            checks.sample();
            withDatabase.sample();
        }
        if (ticks) {
            now += 2 * TICK;
            timers.advance();
        }
    }

    private Answer live() {
        List<Answer> answers = new ArrayList<>();
        checks.live(false, answers::add);
        return answers.get(0);
    }

    private Answer ready() {
        List<Answer> answers = new ArrayList<>();
        checks.ready(false, answers::add);
        return answers.get(0);
    }

    private static void awaitOn(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One call runs and does not end, another waits. */
    private void fill() {
        Runnable waits = () -> awaitOn(end);
        pool.execute(waits);
        await().until(() -> pool.active() == 1);
        pool.execute(waits);
        assertThat(pool.waiting()).isEqualTo(pool.capacity());
    }

    @Test
    @DisplayName("is live while the timers run, and not when they stand still")
    void timers() {
        pass(HealthChecks.TIMERS_PATIENCE.multipliedBy(2), true);
        assertThat(live().status()).isEqualTo(200);
        pass(HealthChecks.TIMERS_PATIENCE, false);
        assertThat(live())
                .isEqualTo(new Answer(
                        503,
                        "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"timers\",\"status\":\"DOWN\"},"
                                + "{\"name\":\"controllers\",\"status\":\"UP\"}]}"));
        pass(Duration.ofSeconds(2), true);
        assertThat(live().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("is not live when no call has ended for long while others waited; nor ready, much earlier")
    void pool() {
        checks.started();
        pass(Duration.ofSeconds(3), true);
        assertThat(ready().status()).isEqualTo(200);
        fill();
        pass(HealthChecks.FULL_PATIENCE.minusSeconds(1), true);
        assertThat(ready().status()).isEqualTo(200);
        pass(Duration.ofSeconds(1), true);
        assertThat(ready().status()).isEqualTo(503);
        assertThat(ready().json()).contains("{\"name\":\"controllers\",\"status\":\"DOWN\"}");
        assertThat(live().status()).isEqualTo(200);
        pass(HealthChecks.POOL_PATIENCE, true);
        assertThat(live().status()).isEqualTo(503);
        assertThat(live().json()).contains("{\"name\":\"controllers\",\"status\":\"DOWN\"}");
        end.countDown();
        await().until(pool::isQuiet);
        pass(Duration.ofSeconds(1), true);
        assertThat(live().status()).isEqualTo(200);
        assertThat(ready().status()).isEqualTo(200);
    }

    @Test
    @DisplayName("is live while calls end, also where those of one socket have the thread and others wait")
    void calls() {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        CallQueue socket = new CallQueue(pool, 2, task -> {});
        assertThat(socket.add(() -> awaitOn(first))).isTrue();
        await().until(() -> pool.active() == 1);
        assertThat(socket.add(() -> {
                    second.countDown();
                    awaitOn(end);
                }))
                .isTrue();
        pool.execute(() -> {});
        pass(HealthChecks.POOL_PATIENCE.minusSeconds(1), true);
        first.countDown();
        awaitOn(second);
        pass(Duration.ofSeconds(2), true);
        assertThat(live().status()).isEqualTo(200);
        pass(HealthChecks.POOL_PATIENCE, true);
        assertThat(live().status()).isEqualTo(503);
    }

    @Test
    @DisplayName("is ready from the end of the start to the beginning of the stop")
    void started() {
        assertThat(ready().status()).isEqualTo(503);
        checks.started();
        assertThat(ready().json())
                .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"started\",\"status\":\"UP\"},"
                        + "{\"name\":\"controllers\",\"status\":\"UP\"}]}");
        checks.stopping();
        assertThat(ready().status()).isEqualTo(503);
        assertThat(live().status()).isEqualTo(200);
        pass(HealthChecks.TIMERS_PATIENCE.multipliedBy(2), false);
        assertThat(live().status()).as("its timers have ended with it").isEqualTo(200);
    }

    @Nested
    @DisplayName("with a database")
    class WithDatabase {
        private final List<Answer> answers = new ArrayList<>();

        private void ask() {
            withDatabase.ready(true, answers::add);
        }

        @Test
        @DisplayName("is not ready while it stops, and asks no database any more")
        void stopping() {
            withDatabase.started();
            withDatabase.stopping();
            ask();
            assertThat(answers).singleElement().extracting(Answer::status).isEqualTo(503);
            assertThat(asked).isEmpty();
        }

        private void database() {
            asked.remove().run();
        }

        private List<Integer> statuses() {
            return answers.stream().map(Answer::status).toList();
        }

        @Test
        @DisplayName("asks it once for all who ask at that time, and not again for a second")
        void cached() {
            withDatabase.started();
            ask();
            ask();
            assertThat(answers).isEmpty();
            database();
            assertThat(statuses()).containsExactly(200, 200);
            assertThat(answers.get(0).json())
                    .contains("{\"name\":\"database\",\"status\":\"UP\",\"data\":{\"milliseconds\":0}}");
            now += DatabaseProbe.FRESH.toNanos() - 1;
            ask();
            assertThat(statuses()).hasSize(3);
            assertThat(asked).isEmpty();
            now += 1;
            reachable = false;
            ask();
            database();
            assertThat(statuses()).containsExactly(200, 200, 200, 503);
            assertThat(questions).hasValue(2);
        }

        @Test
        @DisplayName(
                "answers within a bound where it hangs, asks it no second time meanwhile, and finds it when it is back")
        void hangs() {
            withDatabase.started();
            ask();
            pass(Duration.ofSeconds(1), true);
            assertThat(answers).isEmpty();
            pass(Duration.ofSeconds(2), true);
            assertThat(statuses()).containsExactly(503);
            ask();
            assertThat(statuses())
                    .as("at once: nobody is kept for as long as it hangs")
                    .containsExactly(503, 503);
            assertThat(asked).hasSize(1);
            assertThat(database.last()).isNotNull().matches(found -> !found.up());
            database();
            pass(Duration.ofSeconds(1), true);
            ask();
            database();
            assertThat(statuses()).containsExactly(503, 503, 200);
        }

        @Test
        @DisplayName("asks it again after whatever has failed")
        void fails() {
            withDatabase.started();
            failure = new OutOfMemoryError("of a test");
            ask();
            database();
            assertThat(statuses()).containsExactly(503);
            failure = null;
            now += DatabaseProbe.FRESH.toNanos();
            ask();
            database();
            assertThat(statuses()).containsExactly(503, 200);
        }

        @Test
        @DisplayName("says no when nothing can be asked any more")
        void rejected() {
            HealthChecks stopped = new HealthChecks(
                    timers,
                    pool,
                    new DatabaseProbe(
                            () -> {},
                            task -> {
                                throw new RejectedExecutionException();
                            },
                            timers),
                    () -> now);
            stopped.ready(false, answers::add);
            assertThat(statuses()).containsExactly(503);
        }
    }
}
