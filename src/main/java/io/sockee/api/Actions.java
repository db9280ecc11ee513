package io.sockee.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A CDI bean with methods that clients call: those with {@link Action}. The method {@code square} of the actions {@code app}
 * answers the event {@code app.square} of the main namespace, and {@code GET} and {@code POST} of {@code /api/app/square}. One
 * instance serves all callers unless the class names another scope.
 *
 * <p>The class may also have the methods of a {@link Controller} of the main namespace.
 */
@Stereotype
@ApplicationScoped
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Actions {

    /**
     * The name of the actions. Names nest, with dots between them: {@code users.online}. Each part consists of letters, digits,
     * {@code _} and {@code -}.
     *
     * @return the name
     */
    String value();
}
