package io.sockee.limit;

import java.util.concurrent.atomic.AtomicLong;

/** Lets something be said once in a minute, however often there is reason to. Safe for any thread. */
public final class OnceAMinute {
    private static final long MINUTE = 60_000_000_000L;

    private final AtomicLong said = new AtomicLong();
    private volatile boolean everSaid;
    private final AtomicLong unsaid = new AtomicLong();

    /**
     * There is reason to say it.
     *
     * @param now the time, in monotonic nanoseconds
     * @return how often there has been reason since it was said last, this time included; zero when it must not be said yet
     */
    public long mayBeSaid(long now) {
        unsaid.incrementAndGet();
        long before = said.get();
        if ((everSaid && now - before < MINUTE) || !said.compareAndSet(before, now)) {
            return 0;
        }
        everSaid = true;
        return unsaid.getAndSet(0);
    }
}
