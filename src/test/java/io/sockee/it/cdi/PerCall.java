package io.sockee.it.cdi;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;

/** A bean of the request context, which numbers its instances. */
@RequestScoped
public class PerCall {
    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private final int number = INSTANCES.incrementAndGet();

    @Inject
    private Journal journal;

    public int number() {
        return number;
    }

    @PreDestroy
    void destroy() {
        journal.add("call " + number + " is over");
    }
}
