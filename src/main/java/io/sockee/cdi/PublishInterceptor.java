package io.sockee.cdi;

import io.sockee.api.Publish;
import io.sockee.declaration.Announcements;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Runs inside the interceptor of {@code @Transactional}: publishes what a method returns, while its transaction lives. */
@Published
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 310) // that of @Transactional is PLATFORM_BEFORE + 200
public class PublishInterceptor {
    private final Announcements announcements;

    @Inject
    PublishInterceptor(Announcements announcements) {
        this.announcements = announcements;
    }

    /** Calls the method. */
    @AroundInvoke
    public Object around(InvocationContext invocation) throws Exception {
        Object result = invocation.proceed();
        Publish said = invocation.getMethod().getAnnotation(Publish.class);
        if (result != null && said != null) {
            announcements.returned(result, invocation.getMethod().getReturnType(), said);
        }
        return result;
    }
}
