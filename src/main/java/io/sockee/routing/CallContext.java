package io.sockee.routing;

import io.sockee.api.Socket;

/** What surrounds the application's code while it runs for a socket: the scopes that are active meanwhile. */
public interface CallContext {

    /** Runs without any scope. */
    CallContext NONE = new CallContext() {
        @Override
        public void run(Socket socket, Runnable call) {
            call.run();
        }

        @Override
        public void runAtOnce(Socket socket, Runnable call) {
            call.run();
        }

        @Override
        public void end(Socket socket) {
            // nothing lives as long as it
        }
    };

    /** Runs a call with a request context of its own, in the context of its socket. */
    void run(Socket socket, Runnable call);

    /** Runs a call that promised not to need a request context, in the context of its socket. */
    void runAtOnce(Socket socket, Runnable call);

    /** The last call of the socket has run: what lived as long as it is destroyed. */
    void end(Socket socket);
}
