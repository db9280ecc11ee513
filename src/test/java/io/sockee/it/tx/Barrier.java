package io.sockee.it.tx;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds a call until a client lets it go on. */
@ApplicationScoped
public class Barrier {
    private final Semaphore permits = new Semaphore(0);

    /** Waits for a permit. */
    public void pass() {
        try {
            if (!permits.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let the call go on");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a call waits. */
    public boolean isWaitedFor() {
        return permits.hasQueuedThreads();
    }

    /** Lets one call go on. */
    public void open() {
        permits.release();
    }
}
