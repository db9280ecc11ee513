package io.sockee.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private static final long TICK = 10;
    private static final int SLOTS = 8;

    private final AtomicLong now = new AtomicLong(-5_000); // monotonic clocks may start anywhere
    private final TimerWheel wheel = new TimerWheel(now::get, TICK, SLOTS, Runnable::run);
    private final List<String> ran = new ArrayList<>();

    private void passTo(long time) {
        now.set(-5_000 + time);
        wheel.advance();
    }

    @Test
    void runsATaskOnceNotBeforeItsTimeAndAtMostOneTickLate() {
        for (long delay = 0; delay <= 200; delay++) {
            AtomicLong start = new AtomicLong();
            TimerWheel one = new TimerWheel(start::get, TICK, SLOTS, Runnable::run);
            AtomicLong ranAt = new AtomicLong(-1);
            AtomicInteger times = new AtomicInteger();
            start.set(3);
            one.schedule(delay, () -> {
                ranAt.set(start.get());
                times.incrementAndGet();
            });
            for (long t = 4; t <= 400; t++) {
                start.set(t);
                one.advance();
            }
            assertThat(ranAt.get()).as("delay %s", delay).isBetween(3 + delay, 3 + delay + TICK);
            assertThat(times).hasValue(1);
        }
    }

    @Test
    void runsTasksOfOneTickInTheOrderInWhichTheyWereScheduled() {
        for (String name : List.of("a", "b", "c")) {
            wheel.schedule(25, () -> ran.add(name));
        }
        passTo(100);
        assertThat(ran).containsExactly("a", "b", "c");
    }

    @Test
    void doesNotRunWhatWasCancelled() {
        Timers.Timer timer = wheel.schedule(20, () -> ran.add("cancelled"));
        wheel.schedule(20, () -> ran.add("kept"));
        timer.cancel();
        timer.cancel();
        assertThat(wheel.size()).isEqualTo(1);
        passTo(100);
        assertThat(ran).containsExactly("kept");
        timer.cancel();
        assertThat(wheel.size()).isZero();
    }

    @Test
    void aTaskCanCancelOneThatIsDueInTheSameTick() {
        List<Timers.Timer> second = new ArrayList<>();
        wheel.schedule(20, () -> second.get(0).cancel());
        second.add(wheel.schedule(20, () -> ran.add("second")));
        passTo(100);
        assertThat(ran).isEmpty();
        assertThat(wheel.size()).isZero();
    }

    @Test
    void aTaskCanScheduleAnother() {
        wheel.schedule(0, () -> wheel.schedule(0, () -> ran.add("again")));
        passTo(10);
        assertThat(ran).as("in the same tick").isEmpty();
        passTo(20);
        assertThat(ran).containsExactly("again");
    }

    @Test
    void waitsForMoreThanOneTurnOfTheWheel() {
        wheel.schedule(TICK * SLOTS * 3, () -> ran.add("late"));
        for (long t = 0; t <= TICK * SLOTS * 3; t += TICK) {
            passTo(t);
        }
        assertThat(ran).isEmpty();
        passTo(TICK * SLOTS * 3 + TICK);
        assertThat(ran).containsExactly("late");
    }

    @Test
    void catchesUpAfterALongPauseOfTheClock() {
        for (int i = 0; i < 100; i++) {
            String name = "t" + i;
            wheel.schedule(i * TICK, () -> ran.add(name));
        }
        wheel.schedule(2_000_000, () -> ran.add("not yet"));
        passTo(1_000_000);
        assertThat(ran).hasSize(100).doesNotContain("not yet");
        assertThat(wheel.size()).isEqualTo(1);
        wheel.schedule(TICK, () -> ran.add("after the pause"));
        passTo(1_000_000 + 2 * TICK);
        assertThat(ran).endsWith("after the pause");
    }

    @Test
    void neverRunsWhatIsToRunAtTheEndOfTime() {
        wheel.schedule(Long.MAX_VALUE, () -> ran.add("for ever"));
        passTo(1_000_000);
        wheel.schedule(Long.MAX_VALUE, () -> ran.add("for ever"));
        passTo(2_000_000);
        assertThat(ran).isEmpty();
        assertThat(wheel.size()).isEqualTo(2);
    }

    @Test
    void aTaskThatThrowsHarmsNoOther() {
        wheel.schedule(10, () -> {
            throw new IllegalStateException("on purpose");
        });
        wheel.schedule(10, () -> ran.add("other"));
        passTo(100);
        assertThat(ran).containsExactly("other");
    }

    @Test
    void holdsNothingOfAHundredThousandTimersThatRanOrWereCancelled() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        AtomicInteger count = new AtomicInteger();
        List<Timers.Timer> timers = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            timers.add(wheel.schedule(random.nextInt(5_000), count::incrementAndGet));
        }
        int cancelled = 0;
        for (Timers.Timer timer : timers) {
            if (random.nextBoolean()) {
                timer.cancel();
                cancelled++;
            }
        }
        for (long t = 0; t <= 5_000 + TICK; t += TICK) {
            passTo(t);
        }
        assertThat(count.get() + cancelled).as("seed %s", seed).isEqualTo(100_000);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void losesAndRepeatsNothingWhileThreadsScheduleAndCancel() throws InterruptedException {
        int threads = 4;
        int each = 20_000;
        AtomicInteger ranCount = new AtomicInteger();
        AtomicInteger kept = new AtomicInteger();
        AtomicInteger cancelledRan = new AtomicInteger();
        AtomicBoolean turning = new AtomicBoolean(true);
        Thread turner = new Thread(() -> {
            while (turning.get()) {
                now.addAndGet(3);
                wheel.advance();
            }
        });
        turner.start();
        CountDownLatch done = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            Random random = new Random(t);
            new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            if (random.nextInt(3) == 0) {
                                // Far away, so that it cannot be due before it is cancelled.
                                wheel.schedule(Long.MAX_VALUE / 2, cancelledRan::incrementAndGet)
                                        .cancel();
                            } else {
                                wheel.schedule(random.nextInt(500), ranCount::incrementAndGet);
                                kept.incrementAndGet();
                            }
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        turning.set(false);
        turner.join();
        now.addAndGet(1_000);
        wheel.advance();
        assertThat(ranCount.get()).isEqualTo(kept.get());
        assertThat(cancelledRan).hasValue(0);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void insistsOnAPowerOfTwo() {
        assertThatThrownBy(() -> new TimerWheel(now::get, TICK, 12, Runnable::run))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slots must be a power of two, not 12");
    }

    /** Where no thread can be had for a task, it comes later, and those after it in time. */
    @Test
    void losesNoTaskThatCannotBeHandedOn() {
        List<String> ran = new ArrayList<>();
        AtomicInteger refusals = new AtomicInteger(2);
        TimerWheel starved = new TimerWheel(now::get, TICK, SLOTS, task -> {
            if (refusals.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            task.run();
        });
        starved.schedule(TICK, () -> ran.add("a"));
        starved.schedule(TICK, () -> ran.add("b"));
        starved.schedule(TICK, () -> ran.add("c"));
        for (int i = 0; i < 6; i++) {
            now.addAndGet(TICK);
            starved.advance();
        }
        assertThat(ran).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(starved.size()).isZero();
    }
}
