package io.sockee.routing;

/**
 * What surrounds the application's code while it runs for a caller: the scopes that are active meanwhile. The call runs on the
 * calling thread, and what it throws is passed on. Safe for any thread.
 */
public interface CallContext {

    /** Runs without any scope. */
    CallContext NONE = new CallContext() {
        @Override
        public void run(Caller caller, Runnable call) {
            call.run();
        }

        @Override
        public void runAtOnce(Caller caller, Runnable call) {
            call.run();
        }

        @Override
        public void end(ScopedSocket socket) {
            // there is nothing to destroy
        }
    };

    /** Runs a call with a request context of its own, and in the context of its socket where it has one. */
    void run(Caller caller, Runnable call);

    /** Runs a {@code @NonBlocking} call: without a request context, in the context of its socket where it has one. */
    void runAtOnce(Caller caller, Runnable call);

    /** The last call of the socket has run: its socket scope ends, and the beans in it are destroyed. */
    void end(ScopedSocket socket);
}
