package io.sockee.cdi;

import io.sockee.routing.CallContext;
import io.sockee.routing.Caller;
import io.sockee.routing.ScopedSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;

/**
 * Gives the application's code its scopes: the socket scope when a socket calls; a request scope unless it is non-blocking. It has
 * no state, and is dependent so that no proxy stands before it: it is asked for each call.
 */
@Dependent
public class CdiCallContext implements CallContext {

    /** Runs calls within a request context. A bean of its own, since only calls from one bean to another are intercepted. */
    @ApplicationScoped
    public static class InRequest {

        /** Runs the call within a request context of its own. */
        @ActivateRequestContext
        public void run(Runnable call) {
            call.run();
        }
    }

    private final InRequest request;

    @Inject
    public CdiCallContext(InRequest request) {
        this.request = request;
    }

    @Override
    public void run(Caller caller, Runnable call) {
        CurrentCaller.during(caller, () -> request.run(call));
    }

    @Override
    public void runAtOnce(Caller caller, Runnable call) {
        CurrentCaller.during(caller, call);
    }

    @Override
    public void end(ScopedSocket gone) {
        if (gone.beans() == null) {
            SocketContext.end(gone);
        } else {
            run(gone, () -> SocketContext.end(gone));
        }
    }
}
