package io.sockee.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A CDI bean that serves SockJS clients at a prefix: a {@link SockJsService}. One instance serves all connections unless the
 * class names another scope. All paths below the prefix are answered, all other requests pass through.
 *
 * <p>Options that are not given here are those of the settings {@code sockee.sockjs.*}. Settings for this prefix ({@code
 * sockee.sockjs."/echo".transports} and others) come before what is given here.
 */
@Stereotype
@ApplicationScoped
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SockJs {

    /** {@return the prefix, such as {@code /echo}} No other path of the application may lie below it, nor it below another. */
    String value();

    /** {@return transports that clients may not use here, besides those that the settings leave out} */
    SockJsTransport[] disabledTransports() default {};

    /** {@return where iframe pages find SockJS's client} */
    String clientUrl() default "";

    /** {@return how many bytes one streaming answer brings before the client has to ask again} */
    int responseLimit() default -1;

    /** {@return the milliseconds from one heartbeat to the next} */
    long heartbeatDelay() default -1;

    /** {@return for how many milliseconds a connection is kept from which no request receives} */
    long disconnectDelay() default -1;

    /** {@return whether answers set the cookie {@code JSESSIONID}, as some load balancers need it; on, too, where it is set for all} */
    boolean jsessionid() default false;

    /**
     * The origins whose pages may connect.
     *
     * @return origins, such as {@code https://example.org}, or {@code *}; those of the setting {@code sockee.origins} when there
     *     are none
     */
    String[] origins() default {};
}
