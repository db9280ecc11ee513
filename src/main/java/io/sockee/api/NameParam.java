package io.sockee.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter is what a variable of the event's pattern or of the namespace's pattern stands for: with {@code
 * @On("order.{id}.paid")}, {@code @NameParam("id")} is {@code "7"} for the event {@code order.7.paid}. Its type is {@code
 * String}, a number, an enum, a {@code UUID}, or anything else that JSON strings and numbers are bound to.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface NameParam {

    /**
     * The variable's name. Left out, it is the parameter's own, for which classes have to be compiled with {@code
     * -parameters}.
     *
     * @return the name, or nothing
     */
    String value() default "";
}
