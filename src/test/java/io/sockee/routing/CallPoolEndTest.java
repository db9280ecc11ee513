package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockee.metrics.Counters;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The application stops while calls run that do not end: the last calls of all other sockets get their time. */
class CallPoolEndTest {
    private static final CallPool.Patience PATIENCE =
            new CallPool.Patience(Duration.ofMillis(1), Duration.ofSeconds(5));

    private final CountDownLatch release = new CountDownLatch(1);
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    @AfterEach
    void releaseAll() {
        release.countDown();
        boolean unused = Thread.interrupted();
    }

    private static CallPool pool(int threads) {
        return new CallPool(threads, 10, Thread::new, new Counters(), PATIENCE);
    }

    /** Waits, and does not hear interrupts. */
    private static void stubbornly(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                open = latch.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                open = false;
            }
        }
    }

    private static CallQueue queue(CallPool pool) {
        return new CallQueue(pool, 10, later -> {});
    }

    /** A call runs on each of the threads and does not end before the latch is open. */
    private static void occupy(CallPool pool, int threads, CountDownLatch latch) {
        CountDownLatch running = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            assertThat(queue(pool).add(() -> {
                        running.countDown();
                        stubbornly(latch);
                    }))
                    .isTrue();
        }
        stubbornly(running);
    }

    @Test
    void aCallThatIgnoresItsInterruptTakesNoTimeFromOthers() {
        CallPool pool = pool(1);
        CountDownLatch heard = new CountDownLatch(1);
        occupy(pool, 1, heard); // ends only when the other socket's disconnect method has run
        queue(pool).addAlways(() -> {
            gone.add("other");
            heard.countDown();
        });
        pool.close();
        assertThat(gone).containsExactly("other");
    }

    @Test
    void aLastCallThatHangsTakesNoTimeFromOthers() {
        CallPool pool = pool(2);
        CountDownLatch heard = new CountDownLatch(1);
        occupy(pool, 2, heard);
        queue(pool).addAlways(() -> stubbornly(heard));
        for (String name : Set.of("one", "another")) {
            queue(pool).addAlways(() -> {
                gone.add(name);
                if (gone.size() == 2) {
                    heard.countDown();
                }
            });
        }
        pool.close();
        assertThat(gone).containsExactlyInAnyOrder("one", "another");
    }

    @Test
    void whatCouldNotRunIsTold() {
        try (LogLines log = LogLines.of(CallPool.class)) {
            CallPool pool = new CallPool(
                    1,
                    10,
                    Thread::new,
                    new Counters(),
                    new CallPool.Patience(Duration.ofMillis(1), Duration.ofMillis(1)));
            occupy(pool, 1, release);
            queue(pool).addAlways(() -> stubbornly(release));
            queue(pool).addAlways(() -> gone.add("other"));
            pool.close();
            assertThat(log.warnings())
                    .contains(
                            "Of the sockets that waited for a thread 2 got none, or what they ran did not end; among it may be disconnect methods.",
                            "1 calls have not ended although they were interrupted.");
        }
    }

    @Test
    void anInterruptOfTheThreadThatClosesDropsNothing() {
        CallPool pool = pool(1);
        CountDownLatch heard = new CountDownLatch(1);
        occupy(pool, 1, heard);
        queue(pool).addAlways(() -> {
            gone.add("other");
            heard.countDown();
        });
        Thread.currentThread().interrupt();
        pool.close();
        assertThat(gone).containsExactly("other");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void withoutAnotherThreadTheLastCallsRunOnTheOneThatCloses() {
        CountDownLatch started = new CountDownLatch(1);
        CallPool pool = new CallPool(
                1,
                10,
                task -> {
                    if (started.getCount() == 0) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    started.countDown();
                    return new Thread(task);
                },
                new Counters(),
                PATIENCE);
        CountDownLatch heard = new CountDownLatch(1);
        occupy(pool, 1, heard);
        queue(pool).addAlways(() -> {
            gone.add(Thread.currentThread().getName());
            heard.countDown();
        });
        pool.close();
        assertThat(gone).containsExactly(Thread.currentThread().getName());
    }
}
