package io.sockee.boot;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.concurrent.ThreadFactory;

/**
 * Makes threads that have the application's context (names, class loader), whoever asks for one. WildFly's factory gives
 * a new thread what the asking one has at that moment: nothing, where that is a thread that reads from the network.
 */
final class ApplicationThreads implements ThreadFactory {
    private final ThreadFactory plain;
    private final ThreadFactory contextual;
    private volatile boolean started;

    /** To be called with the context that the threads are to have. */
    ApplicationThreads(ManagedThreadFactory factory, ContextService contexts) {
        this.plain = factory;
        this.contextual = contexts.createContextualProxy(factory, ThreadFactory.class);
    }

    /** From now on others ask for threads than the one that starts the application. */
    void started() {
        started = true;
    }

    /**
     * By the way of the context only where the asking thread may have another: Open Liberty takes that way into an
     * application that is still starting as a reason to start it once more.
     */
    @Override
    public Thread newThread(Runnable task) {
        boolean hasContext = !started || Thread.currentThread() instanceof ManageableThread;
        return (hasContext ? plain : contextual).newThread(task);
    }
}
