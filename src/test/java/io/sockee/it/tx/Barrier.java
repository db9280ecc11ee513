package io.sockee.it.tx;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds a call until a client lets it go on. */
@ApplicationScoped
public class Barrier {
    private final Semaphore permits = new Semaphore(0);
    private final AtomicInteger held = new AtomicInteger(); // less those that were let go on, also if they have not yet

    /** Waits for a permit. */
    public void pass() {
        held.incrementAndGet();
        try {
            if (!permits.tryAcquire(10, TimeUnit.SECONDS)) {
                held.decrementAndGet();
                throw new IllegalStateException("nobody let the call go on");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a call waits. */
    public boolean isWaitedFor() {
        return held.get() > 0;
    }

    /** Lets one call go on. */
    public void open() {
        held.decrementAndGet();
        permits.release();
    }
}
