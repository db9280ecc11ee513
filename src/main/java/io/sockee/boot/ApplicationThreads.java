package io.sockee.boot;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.concurrent.ThreadFactory;

/**
 * Makes threads that have the application's context (names, class loader), whichever thread asks for one. WildFly's factory
 * gives a new thread the context of the asking thread: none, if that is a thread that reads from the network.
 */
final class ApplicationThreads implements ThreadFactory {
    private final ThreadFactory plain;
    private final ThreadFactory contextual;
    private volatile boolean started;

    /** To be called by a thread with the context that the new threads will have. */
    ApplicationThreads(ManagedThreadFactory factory, ContextService contexts) {
        this.plain = factory;
        this.contextual = contexts.createContextualProxy(factory, ThreadFactory.class);
    }

    /** The application has started: from now on other threads ask. */
    void started() {
        started = true;
    }

    /**
     * Enters the context only when the asking thread may have another one: when that is done while the application is still
     * starting, Open Liberty starts it once more.
     */
    @Override
    public Thread newThread(Runnable task) {
        boolean hasContext = !started || Thread.currentThread() instanceof ManageableThread;
        return (hasContext ? plain : contextual).newThread(task);
    }
}
