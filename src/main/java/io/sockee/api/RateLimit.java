package io.sockee.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How often a method may be called, besides the limits that the settings give all calls. Past that a call is refused before it
 * runs: {@code "Too many calls: try again in 3 seconds."}, with {@code retryAfter} in the answer, and status 429 over HTTP. For
 * methods with {@link On} and {@link Action}; at a class, for each of its methods that has none of its own.
 *
 * <p>Each caller has a credit of {@link #burst} calls, to which {@link #perSecond} are added again in a second. A call that is
 * refused costs nothing. With several servers, each counts for itself.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RateLimit {

    /** Whose calls are counted together. */
    enum Per {
        /** Those of one connection, over all of its namespaces; over HTTP, those from one address. */
        SOCKET,
        /** Those of one user, on all devices; of callers who are not logged in, those from one address. */
        USER,
        /** Those from one address; of IPv6, from one customer's addresses. */
        ADDRESS,
        /** Those of everybody. */
        ALL
    }

    /** {@return the calls in a second, in the long run; a fraction for rare ones: {@code 0.1} is one in ten seconds} */
    double perSecond();

    /** {@return the calls that may come at once; 0 for those of one second, one at least} */
    int burst() default 0;

    /** {@return whose calls are counted together} */
    Per per() default Per.USER;
}
