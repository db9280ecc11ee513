package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallQueueTest {
    private final Counters counters = new Counters();
    private final CallPool pool = new CallPool(2, 2, Thread::new, counters);
    private final Queue<Runnable> later = new ConcurrentLinkedQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void stop() {
        release.countDown();
        pool.close();
    }

    private CallQueue queue(int limit) {
        return new CallQueue(pool, limit, later::add);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Both threads busy, and both places of the pool's queue taken. */
    private void saturate() {
        for (int i = 0; i < 2; i++) {
            CountDownLatch running = new CountDownLatch(1);
            pool.execute(() -> {
                running.countDown();
                await(release);
            });
            await(running);
        }
        pool.execute(() -> {});
        pool.execute(() -> {});
    }

    /** Whoever asks has counted the call, and has to take it back. */
    @Test
    void aThreadThatCannotBeHadIsARefusal() {
        CallPool noThreads = new CallPool(
                1,
                2,
                task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                counters);
        assertThatThrownBy(() -> noThreads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> noThreads.executeAnswer(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(counters.get(Counter.POOL_SATURATED)).isEqualTo(2);
        noThreads.close();
    }

    @Test
    void aThreadThatCannotBeHadIsAskedForAgain() {
        AtomicBoolean full = new AtomicBoolean(true);
        CallPool noThreads = new CallPool(
                1,
                2,
                task -> {
                    if (full.get()) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    return new Thread(task);
                },
                counters);
        CallQueue queue = new CallQueue(noThreads, 10, later::add);
        CountDownLatch done = new CountDownLatch(1);
        assertThat(queue.add(() -> {})).as("as when all are busy").isFalse();
        queue.addAlways(done::countDown);
        full.set(false);
        later.remove().run();
        await(done);
        noThreads.close();
    }

    @Test
    void runsCallsInOrderAndOneAtATime() {
        CallQueue queue = queue(100_000);
        List<Integer> order = new ArrayList<>(); // not synchronized: the queue makes it visible
        AtomicInteger running = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(20_000);
        for (int i = 0; i < 20_000; i++) {
            int number = i;
            assertThat(queue.add(() -> {
                        if (running.incrementAndGet() == 1) {
                            order.add(number);
                        }
                        running.decrementAndGet();
                        done.countDown();
                    }))
                    .isTrue();
        }
        await(done);
        assertThat(order).hasSize(20_000).isSorted();
    }

    @Test
    void goesOnAfterACallThatThrows() {
        CallQueue queue = queue(10);
        CountDownLatch done = new CountDownLatch(1);
        queue.add(() -> {
            throw new IllegalStateException("on purpose");
        });
        queue.add(done::countDown);
        await(done);
    }

    @Test
    void isBounded() {
        CallQueue queue = queue(3);
        CountDownLatch running = new CountDownLatch(1);
        queue.add(() -> {
            running.countDown();
            await(release);
        });
        await(running);
        for (int i = 0; i < 3; i++) {
            assertThat(queue.add(() -> {})).isTrue();
        }
        assertThat(queue.add(() -> {})).isFalse();
        CountDownLatch always = new CountDownLatch(1);
        queue.addAlways(always::countDown);
        release.countDown();
        await(always);
    }

    @Test
    void refusesWhenThePoolIsSaturatedAndRecovers() {
        saturate();
        CallQueue queue = queue(10);
        assertThat(queue.add(() -> {})).isFalse();
        assertThat(counters.get(Counter.POOL_SATURATED)).isEqualTo(1);
        assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        CountDownLatch always = new CountDownLatch(1);
        queue.addAlways(always::countDown);
        assertThat(later).as("tried again later").hasSize(1);
        release.countDown();
        while (pool.waiting() > 0) {
            Thread.onSpinWait();
        }
        later.remove().run();
        await(always);
        CountDownLatch again = new CountDownLatch(1);
        assertThat(queue.add(again::countDown)).isTrue();
        await(again);
    }

    @Test
    void saysHowManyThreadsAreBusyAndHowManyWait() {
        try (LogLines log = LogLines.of(CallPool.class)) {
            CountDownLatch running = new CountDownLatch(2);
            for (int i = 0; i < 4; i++) {
                pool.executeAnswer(() -> {
                    running.countDown();
                    await(release);
                });
            }
            assertThatThrownBy(() -> pool.executeAnswer(() -> {})).isInstanceOf(RejectedExecutionException.class);
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("All 2 threads for the answers of clients are busy and 2 wait:");
        }
    }

    @Test
    void runsWhatHasToRunOnceThePoolIsClosed() {
        pool.close();
        AtomicInteger ran = new AtomicInteger();
        queue(10).addAlways(ran::incrementAndGet);
        assertThat(ran).hasValue(1);
        assertThat(queue(10).add(ran::incrementAndGet)).isFalse();
    }

    @Test
    void aSocketWithManyCallsLetsOthersIn() {
        CallPool single = new CallPool(1, 10, Thread::new, counters);
        try {
            CallQueue busy = new CallQueue(single, 1_000, later::add);
            CallQueue other = new CallQueue(single, 1_000, later::add);
            List<String> order = new ArrayList<>();
            CountDownLatch done = new CountDownLatch(101);
            CountDownLatch start = new CountDownLatch(1);
            single.execute(() -> await(start));
            for (int i = 0; i < 100; i++) {
                busy.add(() -> {
                    order.add("busy");
                    done.countDown();
                });
            }
            other.add(() -> {
                order.add("other");
                done.countDown();
            });
            start.countDown();
            await(done);
            assertThat(order.indexOf("other")).isLessThanOrEqualTo(16);
        } finally {
            single.close();
        }
    }

    @Test
    void aCallThatHasToRunKeepsItsPlaceWhenNoThreadIsFree() {
        saturate();
        CallQueue queue = queue(10);
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(3);
        queue.addAlways(() -> {
            order.add("connected");
            done.countDown();
        });
        assertThat(queue.add(() -> {
                    order.add("call");
                    done.countDown();
                }))
                .as("the queue waits for a thread already")
                .isTrue();
        queue.addAlways(() -> {
            order.add("disconnected");
            done.countDown();
        });
        release.countDown();
        while (done.getCount() > 0) {
            Runnable again = later.poll();
            if (again != null) {
                again.run();
            }
            Thread.onSpinWait();
        }
        assertThat(order).containsExactly("connected", "call", "disconnected");
    }

    @Test
    void whatIsAddedToAHeldQueueWaitsWithoutAThread() {
        CallQueue queue = queue(10);
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch before = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(1);
        assertThat(queue.add(() -> {
                    await(before);
                    order.add("before");
                }))
                .isTrue();
        Runnable first = queue.hold();
        Runnable second = queue.hold();
        assertThat(queue.add(() -> order.add("call"))).isTrue();
        queue.addAlways(all::countDown);
        second.run();
        before.countDown();
        saturate(); // so both threads were free for others
        assertThat(order).containsExactly("before");
        assertThat(queue.isIdle()).isFalse();
        release.countDown();
        first.run();
        while (all.getCount() > 0) {
            Runnable again = later.poll(); // the pool may have had no place at that moment
            if (again != null) {
                again.run();
            }
            Thread.onSpinWait();
        }
        assertThat(order).last().isEqualTo("call");
    }

    @Test
    void anIdleQueueIsIdleAgainWhenItsHoldIsOver() {
        CallQueue queue = queue(10);
        Runnable hold = queue.hold();
        assertThat(queue.isIdle()).isFalse();
        hold.run();
        assertThat(queue.isIdle()).isTrue();
        List<String> ran = new ArrayList<>();
        queue.afterPresent(() -> ran.add("at once"));
        assertThat(ran).containsExactly("at once");
    }

    /** The last calls of a socket have to run, also when no thread can be made for them at the moment. */
    @Test
    void runsWhatHasToRunWhenAThreadCanBeHadAgain() {
        AtomicInteger refusals = new AtomicInteger(2);
        CallPool starved = new CallPool(
                1,
                2,
                task -> {
                    if (refusals.getAndDecrement() > 0) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    return new Thread(task);
                },
                counters);
        CountDownLatch ran = new CountDownLatch(1);
        CallQueue queue = new CallQueue(starved, 10, later::add);
        assertThat(queue.add(() -> {})).as("a call that may be refused").isFalse();
        queue.addAlways(ran::countDown);
        assertThat(later).hasSize(1);
        later.remove().run();
        await(ran);
        starved.close();
    }
}
