package io.sockee.routing;

/** What surrounds the application's code while it runs for a caller: the scopes that are active meanwhile. */
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
            // nothing lives as long as it
        }
    };

    /** Runs a call with a request context of its own, and in the context of its socket where it has one. */
    void run(Caller caller, Runnable call);

    /** Runs a call that promised not to need a request context, in the context of its socket where it has one. */
    void runAtOnce(Caller caller, Runnable call);

    /** The last call of the socket has run: what lived as long as it is destroyed. */
    void end(ScopedSocket socket);
}
