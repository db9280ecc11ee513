package io.sockee.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A CDI bean whose methods answer events: {@link On}, {@link OnConnect}, {@link OnDisconnect}. One instance serves all
 * sockets unless the class names another scope.
 */
@Stereotype
@ApplicationScoped
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Controller {

    /** The namespaces whose sockets it serves; each begins with a slash. */
    String[] namespace() default "/";
}
