package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnduringJobTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                IllegalStateException.class,
                StackOverflowError.class,
                OutOfMemoryError.class,
                NoClassDefFoundError.class
            })
    void isRunAgainWhateverItThrows(Class<? extends Throwable> failure) throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch thrice = new CountDownLatch(3);
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
        try {
            Object unused = scheduler.scheduleWithFixedDelay(
                    new EnduringJob(() -> {
                        runs.incrementAndGet();
                        thrice.countDown();
                        fail(failure);
                    }),
                    1,
                    1,
                    TimeUnit.MILLISECONDS);
            assertThat(thrice.await(10, TimeUnit.SECONDS)).as("runs: %s", runs).isTrue();
        } finally {
            scheduler.shutdownNow();
        }
    }

    private static void fail(Class<? extends Throwable> failure) {
        if (failure == IllegalStateException.class) {
            throw new IllegalStateException("on purpose");
        }
        if (failure == StackOverflowError.class) {
            throw new StackOverflowError("on purpose");
        }
        if (failure == OutOfMemoryError.class) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        throw new NoClassDefFoundError("on purpose");
    }
}
