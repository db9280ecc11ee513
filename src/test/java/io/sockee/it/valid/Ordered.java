package io.sockee.it.valid;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A constraint of a class: its first number is not greater than its last. */
@Constraint(validatedBy = Ordered.Validator.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Ordered {
    String message() default "first is after last";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compares them. */
    class Validator implements ConstraintValidator<Ordered, Span> {
        @Override
        public boolean isValid(Span span, ConstraintValidatorContext context) {
            return span == null || span.first() <= span.last();
        }
    }
}
