package io.sockee.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;

/** Gives each call of a controller on the pool a request context of its own. */
@ApplicationScoped
public class RequestScopedCall {

    /** Runs the call within a request context. */
    @ActivateRequestContext
    public void run(Runnable call) {
        call.run();
    }
}
