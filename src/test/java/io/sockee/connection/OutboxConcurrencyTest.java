package io.sockee.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads send on one connection while its transport completes here and there, and is swapped. */
class OutboxConcurrencyTest {
    private static final int SENDERS = 64;
    private static final int EACH = 500;

    private final long seed = System.nanoTime();
    private final ExecutorService completions = Executors.newFixedThreadPool(3);
    private final Outbox outbox = new Outbox(Integer.MAX_VALUE, Long.MAX_VALUE);
    private final Recorder recorder = new Recorder(SENDERS * EACH);

    @AfterEach
    void stop() {
        completions.shutdownNow();
    }

    @Test
    void keepsTheOrderOfEachThread() throws InterruptedException {
        outbox.attach(new RandomCarrier(seed));
        send();
        recorder.assertComplete("seed " + seed);
    }

    @Test
    void losesNothingWhileTheCarrierIsSwapped() throws InterruptedException {
        Thread swapper = new Thread(() -> {
            Random random = new Random(seed);
            while (recorder.done.getCount() > 0) {
                RandomCarrier next = new RandomCarrier(random.nextLong());
                outbox.attach(next);
                if (random.nextBoolean()) {
                    outbox.detach(next);
                }
                Thread.onSpinWait();
            }
        });
        outbox.attach(new RandomCarrier(seed + 1));
        swapper.start();
        send();
        outbox.attach(new RandomCarrier(seed + 2));
        swapper.join(TimeUnit.SECONDS.toMillis(30));
        recorder.assertComplete("seed " + seed);
    }

    @Test
    void oneCarrierOrTheOtherFinishesAPollButNotBoth() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            Outbox polled = new Outbox(10, 1000);
            AtomicInteger answers = new AtomicInteger();
            Carrier poll = new Carrier() {
                @Override
                public void carry(Outbox from) {
                    if (from.detach(this)) {
                        answers.incrementAndGet();
                        while (from.take() != null) {
                            // a poll takes all that waits
                        }
                    }
                    from.carried();
                }
            };
            polled.attach(poll);
            CountDownLatch both = new CountDownLatch(1);
            completions.execute(() -> {
                polled.offer(Frames.text("a"));
                polled.flush();
                both.countDown();
            });
            if (polled.detach(poll)) {
                answers.incrementAndGet();
            }
            assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(answers).as("round %s", round).hasValue(1);
        }
    }

    private void send() throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int s = 0; s < SENDERS; s++) {
            int sender = s;
            threads.add(new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int i = 0; i < EACH; i++) {
                    outbox.offer(Frames.of(sender + ":" + i, List.of(new byte[] {(byte) sender})));
                    outbox.flush();
                }
            }));
        }
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Completes within the call, or on another thread, one frame at a time. */
    private final class RandomCarrier implements Carrier {
        private final Random random;

        RandomCarrier(long seed) {
            this.random = new Random(seed);
        }

        @Override
        public void carry(Outbox from) {
            recorder.record(from.take());
            if (random.nextInt(4) == 0) {
                completions.execute(from::carried);
            } else {
                from.carried();
            }
        }
    }

    /** Written by whoever drains, one at a time; the outbox makes it visible to the next. */
    private static final class Recorder {
        private final CountDownLatch done;
        private final int[] next = new int[SENDERS];
        private final AtomicInteger entered = new AtomicInteger();
        private @Nullable String problem;
        private int attachmentOf = -1;

        Recorder(int messages) {
            done = new CountDownLatch(messages);
        }

        void record(@Nullable Frame frame) {
            if (entered.incrementAndGet() != 1) {
                problem = "two drained at a time";
            }
            if (frame instanceof Frame.Text text) {
                int[] message = Arrays.stream(text.text().split(":"))
                        .mapToInt(Integer::parseInt)
                        .toArray();
                if (attachmentOf >= 0) {
                    problem = "a packet came before the attachment of another";
                } else if (next[message[0]] != message[1]) {
                    problem = "sender " + message[0] + " got out of order at " + message[1];
                }
                next[message[0]] = message[1] + 1;
                attachmentOf = message[0];
            } else if (frame instanceof Frame.Binary binary) {
                if (binary.bytes()[0] != attachmentOf) {
                    problem = "an attachment came for another packet";
                }
                attachmentOf = -1;
                entered.decrementAndGet();
                done.countDown();
                return;
            } else {
                problem = "a carrier was called for nothing";
            }
            entered.decrementAndGet();
        }

        void assertComplete(String description) throws InterruptedException {
            boolean complete = done.await(30, TimeUnit.SECONDS);
            assertThat(problem).as(description).isNull();
            assertThat(complete)
                    .as("all messages left; %s, missing %s", description, done.getCount())
                    .isTrue();
        }
    }
}
