package io.sockee.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of {@link Actions} that clients may call, by an event and over HTTP. Methods without it cannot be called.
 *
 * <p>All that {@link On} says of arguments, constraints, answers, transactions and threads holds for it. Over HTTP it is called
 * by whoever the container has authenticated, or by the user of the token in {@code Authorization: Bearer …}, and without a
 * socket: a parameter that needs one refuses such calls. Arguments are those of the query, each by its parameter's name, or one
 * bare value, as in {@code ?25}; or those of a JSON body: an array is all of them, any other value is the first one. The answer
 * is what the method returns, as JSON, or status 204 for {@code void}; what it throws becomes problem details (RFC 9457). A {@link
 * java.util.concurrent.Flow.Publisher} is answered with server-sent events.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Action {

    /** {@return the name behind that of the class; the method's own when it is empty} */
    String value() default "";

    /** {@return whether it can also be called over HTTP} */
    boolean http() default true;

    /** {@return whether its calls are left out of the log of requests, as those that come all the time} */
    boolean silent() default false;
}
