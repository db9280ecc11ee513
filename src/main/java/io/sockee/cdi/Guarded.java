package io.sockee.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Binds {@link GuardInterceptor} to methods that not everybody may call; set by {@link SockeeExtension}. */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@interface Guarded {

    /** The annotation as an object. */
    final class Literal extends AnnotationLiteral<Guarded> implements Guarded {
        static final Literal INSTANCE = new Literal();
        private static final long serialVersionUID = 1L;
    }
}
