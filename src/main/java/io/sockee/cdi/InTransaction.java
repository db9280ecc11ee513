package io.sockee.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Binds {@link TransactionInterceptor} to transactional methods of controllers; set by {@link SockeeExtension}. */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@interface InTransaction {

    /** The annotation as an object. */
    final class Literal extends AnnotationLiteral<InTransaction> implements InTransaction {
        static final Literal INSTANCE = new Literal();
        private static final long serialVersionUID = 1L;
    }
}
