package io.sockee.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter gets the value of a variable in the event's or the namespace's pattern: with {@code
 * @On("order.{id}.paid")}, {@code @NameParam("id")} is {@code "7"} for the event {@code order.7.paid}. Its type is {@code
 * String}, a number, an enum, a {@code UUID}, or anything else that a JSON string can be bound to. A value that does not fit is
 * refused.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface NameParam {

    /**
     * The variable's name. If it is left out, it is the parameter's own name, for which classes have to be compiled with {@code
     * -parameters}.
     *
     * @return the name, or an empty text for the parameter's own
     */
    String value() default "";
}
