package io.sockee.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {
    private final Queue<Runnable> handedOn = new ArrayDeque<>();
    private final Mailbox mailbox = new Mailbox(handedOn::add);

    @Test
    void runsATaskAtOnceOnTheCallersThreadWhenNothingElseRuns() {
        List<Thread> ran = new ArrayList<>();
        mailbox.execute(() -> ran.add(Thread.currentThread()));
        assertThat(ran).containsExactly(Thread.currentThread());
    }

    @Test
    void runsATaskThatATaskBringsAfterIt() {
        List<String> order = new ArrayList<>();
        mailbox.execute(() -> {
            mailbox.execute(() -> {
                mailbox.execute(() -> order.add("innermost"));
                order.add("inner");
            });
            order.add("outer");
        });
        assertThat(order).containsExactly("outer", "inner", "innermost");
    }

    @Test
    void goesOnAfterATaskThatThrows() {
        List<String> ran = new ArrayList<>();
        mailbox.execute(() -> {
            mailbox.execute(() -> {
                throw new StackOverflowError("on purpose");
            });
            mailbox.execute(() -> ran.add("after an error"));
            throw new IllegalStateException("on purpose");
        });
        mailbox.execute(() -> ran.add("at last"));
        assertThat(ran).containsExactly("after an error", "at last");
    }

    /** A timer's thread that meets a client with thousands of frames must come back to the other clients. */
    @Test
    void handsOnWhatIsMoreThanAFewTasks() {
        List<Integer> ran = new ArrayList<>();
        mailbox.execute(() -> {
            for (int i = 0; i < 3 * Mailbox.BUDGET; i++) {
                int number = i;
                mailbox.execute(() -> ran.add(number));
            }
        });
        assertThat(ran).hasSize(Mailbox.BUDGET);
        assertThat(mailbox.waiting()).isEqualTo(2 * Mailbox.BUDGET);
        assertThat(handedOn).as("one task for each mailbox").hasSize(1);
        handedOn.remove().run();
        assertThat(ran).hasSize(2 * Mailbox.BUDGET);
        handedOn.remove().run();
        assertThat(handedOn).isEmpty();
        assertThat(ran).hasSize(3 * Mailbox.BUDGET).isSorted();
        assertThat(mailbox.waiting()).isZero();
    }

    /** Whoever brings the work does it, where it comes before the executor. */
    @Test
    void goesOnWithWhatWasHandedOnWhereATaskComesFirst() {
        List<Integer> ran = new ArrayList<>();
        mailbox.execute(() -> {
            for (int i = 0; i < Mailbox.BUDGET + 3; i++) {
                int number = i;
                mailbox.execute(() -> ran.add(number));
            }
        });
        mailbox.execute(() -> ran.add(100));
        assertThat(ran).hasSize(Mailbox.BUDGET + 4).isSorted();
        handedOn.remove().run();
        assertThat(ran).hasSize(Mailbox.BUDGET + 4);
        assertThat(handedOn).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {RejectedExecutionException.class, OutOfMemoryError.class})
    void runsEverythingWhereNobodyElseCan(Class<? extends Throwable> failure) {
        List<Integer> ran = new ArrayList<>();
        Mailbox alone = new Mailbox(task -> sneak(failure));
        alone.execute(() -> {
            for (int i = 0; i < 5 * Mailbox.BUDGET; i++) {
                int number = i;
                alone.execute(() -> ran.add(number));
            }
        });
        assertThat(ran).hasSize(5 * Mailbox.BUDGET).isSorted();
    }

    private static void sneak(Class<? extends Throwable> failure) {
        if (failure == OutOfMemoryError.class) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        throw new RejectedExecutionException("stopped");
    }

    @Test
    void holdsAThreadThatBringsMoreThanIsRun() throws InterruptedException {
        Mailbox slow = new Mailbox(ForkJoinPool.commonPool());
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
        Thread busy = new Thread(() -> slow.execute(() -> {
            running.countDown();
            await(goOn);
        }));
        busy.start();
        running.await();
        Thread reader = new Thread(() -> {
            for (int i = 0; i < 1_000; i++) {
                int number = i;
                slow.awaitFewerThan(10);
                slow.execute(() -> ran.add(number));
            }
        });
        reader.start();
        while (slow.waiting() < 10 || reader.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(slow.waiting()).isEqualTo(10);
        goOn.countDown();
        reader.join();
        busy.join();
        while (slow.waiting() > 0) {
            Thread.onSpinWait(); // a helper has it
        }
        slow.execute(() -> ran.add(1_000));
        while (ran.size() <= 1_000) {
            Thread.onSpinWait();
        }
        assertThat(ran).isSorted();
    }

    @Test
    void runsOneAtATimeAndInTheOrderOfEachCaller() throws InterruptedException {
        Mailbox mailbox = new Mailbox(ForkJoinPool.commonPool());
        int callers = 8;
        int each = 20_000;
        AtomicInteger running = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        int[] last = new int[callers]; // not synchronized: the mailbox must make it visible
        int[] disorder = new int[1];
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(callers * each);
        List<Thread> threads = new ArrayList<>();
        for (int c = 0; c < callers; c++) {
            int caller = c;
            threads.add(new Thread(() -> {
                await(start);
                for (int i = 1; i <= each; i++) {
                    int number = i;
                    mailbox.execute(() -> {
                        if (running.incrementAndGet() != 1) {
                            overlaps.incrementAndGet();
                        }
                        disorder[0] += last[caller] == number - 1 ? 0 : 1;
                        last[caller] = number;
                        running.decrementAndGet();
                        done.countDown();
                    });
                }
            }));
        }
        threads.forEach(Thread::start);
        start.countDown();
        assertThat(done.await(30, TimeUnit.SECONDS)).as("all tasks ran").isTrue();
        assertThat(overlaps).hasValue(0);
        assertThat(disorder[0]).as("tasks that overtook one of the same caller").isZero();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /**
     * A caller that is held up between queueing its task and announcing it must not let another one's later task
     * overtake its earlier one.
     */
    @Test
    void keepsACallersOrderWhileAnotherIsHeldUp() throws InterruptedException {
        for (int round = 0; round < 3_000; round++) {
            Mailbox contended = new Mailbox(ForkJoinPool.commonPool());
            ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
            CountDownLatch done = new CountDownLatch(4);
            Thread other = new Thread(() -> {
                contended.execute(done::countDown);
                contended.execute(done::countDown);
            });
            other.start();
            contended.execute(() -> {
                order.add("first");
                done.countDown();
            });
            contended.execute(() -> {
                order.add("second");
                done.countDown();
            });
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(order).containsExactly("first", "second");
            other.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
