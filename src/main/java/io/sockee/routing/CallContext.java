package io.sockee.routing;

/** What surrounds a call on the pool: CDI's request context. */
@FunctionalInterface
public interface CallContext {

    /** Runs the call within the context. */
    void run(Runnable call);
}
