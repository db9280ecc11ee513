package io.sockee.it.load;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.bench.BenchHandlers;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The handlers that are measured, in a namespace of their own: those of the conformance suites say something to whom connects. */
@Controller(namespace = "/load")
public class LoadController extends BenchHandlers {
    private final AtomicInteger held = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);

    /** How many threads the application has made, by the server's factory of threads; those of the server's own pools are none of them. */
    @On("threads")
    public long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().toLowerCase(Locale.ROOT))
                .filter(name -> name.contains("managedthreadfactory"))
                .count();
    }

    /** Takes a thread until {@link #release}, or for half a minute. */
    @On("hold")
    public void hold() throws InterruptedException {
        held.incrementAndGet();
        try {
            boolean unused = released.await(30, TimeUnit.SECONDS);
        } finally {
            held.decrementAndGet();
        }
    }

    /** How many threads are held. */
    @On("held")
    @NonBlocking
    public int held() {
        return held.get();
    }

    @On("release")
    @NonBlocking
    public void release() {
        released.countDown();
    }
}
