package io.sockee.api;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds an interceptor to whatever clients call: each method with {@link On} or {@link Action}, of all controllers, over sockets and
 * over HTTP. It stands at the interceptor alone, beside {@link jakarta.interceptor.Interceptor} and a priority; controllers have it of
 * themselves.
 *
 * <p>The interceptor runs on the thread of the call and within its scopes, after the user's rights and the arguments' constraints have
 * been checked. What it throws instead of going on is answered as if the method had thrown it. Around a {@link NonBlocking}
 * method it must not block either.
 */
@InterceptorBinding
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface EventCalls {

    /** The annotation as an object. */
    final class Literal extends AnnotationLiteral<EventCalls> implements EventCalls {
        /** The only one that is needed. */
        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
