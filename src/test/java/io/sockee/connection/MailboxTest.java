package io.sockee.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final Mailbox mailbox = new Mailbox();

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

    @Test
    void runsOneAtATimeAndInTheOrderOfEachCaller() throws InterruptedException {
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
            Mailbox contended = new Mailbox();
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
