package io.sockee.guide.app;

import io.sockee.api.ConnectCalls;
import io.sockee.api.RefusedException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Of the page about interceptors. */
// tag::connects
@ConnectCalls
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class OpeningHours {
    @Inject
    Shop shop;

    @AroundInvoke
    public Object check(InvocationContext call) throws Exception {
        if (shop.isClosed()) {
            throw new RefusedException("We are closed.");
        }
        return call.proceed();
    }
}
// end::connects
