package io.sockee.api;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds an interceptor to the connect methods of all controllers: each method with {@link OnConnect}. It stands at the interceptor
 * alone, as {@link EventCalls} does. What it throws refuses the client, as if the method had thrown it.
 */
@InterceptorBinding
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ConnectCalls {

    /** The annotation as an object. */
    final class Literal extends AnnotationLiteral<ConnectCalls> implements ConnectCalls {
        /** The only one that is needed. */
        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
