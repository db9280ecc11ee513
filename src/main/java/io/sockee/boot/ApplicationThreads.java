package io.sockee.boot;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.concurrent.ThreadFactory;

/**
 * Makes threads that have the application's context (names, class loader), whoever asks for one. WildFly's factory gives
 * a new thread what the asking one has at that moment: nothing, where that is a thread that reads from the network.
 */
final class ApplicationThreads {

    private ApplicationThreads() {}

    /** A factory that remembers the context of the calling thread, which is to be the application's. */
    static ThreadFactory here(ManagedThreadFactory factory, ContextService contexts) {
        return contexts.createContextualProxy(factory, ThreadFactory.class);
    }
}
