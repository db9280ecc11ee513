package io.sockee.cdi;

import io.sockee.routing.EarlyAnswer;
import io.sockee.routing.Transactions;
import io.sockee.transaction.Jta;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;
import java.util.Arrays;

/**
 * Runs just inside the interceptor of {@code @Transactional}: encodes the result while the transaction lives, and has it rolled
 * back with any exception, also a checked one.
 */
@InTransaction
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 300) // that of @Transactional is PLATFORM_BEFORE + 200
public class TransactionInterceptor {
    private final Class<?> bean;

    /**
     * @param bean the intercepted bean, whose class may be another than the one that declares the method
     */
    @Inject
    TransactionInterceptor(@Intercepted Bean<?> bean) {
        this.bean = bean.getBeanClass();
    }

    /** Calls the method. */
    @AroundInvoke
    public Object around(InvocationContext invocation) throws Exception {
        try {
            Object result = invocation.proceed();
            EarlyAnswer.offer(invocation.getMethod(), result);
            return result;
        } catch (Exception | Error failure) {
            if (!isToCommit(invocation, failure)) {
                rollBack(failure);
            }
            throw failure;
        }
    }

    /** Marks the transaction. If it cannot be found, this throws, for which {@code @Transactional} rolls back by itself. */
    private static void rollBack(Throwable failure) {
        try {
            Jta.markRollbackOnly();
        } catch (RuntimeException e) {
            e.addSuppressed(failure);
            throw e;
        }
    }

    private boolean isToCommit(InvocationContext invocation, Throwable failure) {
        Class<?>[] harmless = Transactions.of(invocation.getMethod(), bean)
                .map(Transactional::dontRollbackOn)
                .orElse(new Class<?>[0]);
        return Arrays.stream(harmless).anyMatch(type -> type.isInstance(failure));
    }
}
