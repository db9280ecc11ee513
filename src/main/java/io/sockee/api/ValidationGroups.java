package io.sockee.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The groups of Jakarta Validation that the method's arguments are checked for, instead of {@code Default}.
 *
 * <p>A server that validates calls of CDI beans by itself checks {@code Default} as well, unless the method is annotated
 * with {@code @ValidateOnExecution(type = ExecutableType.NONE)}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidationGroups {

    /** {@return the groups, or one group sequence} */
    Class<?>[] value();
}
