package io.sockee.it.cdi;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Arrays;

/** Writes calls down, and changes what comes out of one of them. */
@Audited
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class AuditInterceptor {

    @AroundInvoke
    Object audit(InvocationContext context) throws Exception {
        Object result = context.proceed();
        return "audited " + context.getMethod().getName() + Arrays.toString(context.getParameters()) + ": " + result;
    }
}
