package io.sockee.guide.app;

import io.sockee.api.EventCalls;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Of the page about interceptors. */
// tag::events
@EventCalls
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class Timekeeper {
    @Inject
    Diary diary;

    @AroundInvoke
    public Object measure(InvocationContext call) throws Exception {
        long begun = System.nanoTime();
        try {
            return call.proceed();
        } finally {
            long millis = (System.nanoTime() - begun) / 1_000_000;
            diary.write(call.getMethod().getName() + " took " + millis + " ms");
        }
    }
}
// end::events
