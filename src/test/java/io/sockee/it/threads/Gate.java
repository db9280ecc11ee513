package io.sockee.it.threads;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds calls by name until a client lets them go. */
@ApplicationScoped
public class Gate {
    private final Map<String, Semaphore> names = new ConcurrentHashMap<>();

    private Semaphore of(String name) {
        return names.computeIfAbsent(name, key -> new Semaphore(0));
    }

    /** Waits for a permit, for at most 20 seconds. */
    public boolean pass(String name) throws InterruptedException {
        return of(name).tryAcquire(20, TimeUnit.SECONDS);
    }

    /** Whether a call waits. */
    public boolean isWaitedFor(String name) {
        return of(name).hasQueuedThreads();
    }

    /** Lets one call go on. */
    public void open(String name) {
        of(name).release();
    }
}
