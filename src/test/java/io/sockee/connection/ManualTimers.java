package io.sockee.connection;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The real wheel, turned by a test, a millisecond at a time. */
public final class ManualTimers implements Timers {
    private final AtomicLong now = new AtomicLong();
    private final TimerWheel wheel = new TimerWheel(now::get, TimeUnit.MILLISECONDS.toNanos(1), 256, Runnable::run);

    /** Lets time pass; what is due runs on this thread. */
    public void pass(long millis) {
        for (long i = 0; i < millis; i++) {
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
            wheel.advance();
        }
    }

    /** How many timers wait. */
    public int size() {
        return wheel.size();
    }

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        return wheel.schedule(delayNanos, task);
    }
}
