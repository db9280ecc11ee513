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

    /**
     * The namespaces whose sockets it serves; each begins with a slash. One with variables, such as {@code
     * /tenant/{tenant}}, is a pattern: such namespaces are there while they have sockets, and methods get the variables
     * by {@link NameParam}. A variable stands for one to 255 characters other than {@code .}, {@code :} and {@code /}.
     * A namespace for which a controller has the full name is served by controllers with that name only; any other by the
     * matching pattern with the most characters outside variables.
     *
     * @return names, or patterns of names
     */
    String[] namespace() default "/";
}
