package io.sockee.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * At an injection point, that an {@link AnnouncedEvent} is injected; at an event, that it has been published already.
 */
@Qualifier
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@interface Announced {

    /** Which of the injection points that the extension remembers. */
    @Nonbinding
    int point() default 0;

    /** The annotation as an object. */
    final class Literal extends AnnotationLiteral<Announced> implements Announced {
        static final Literal INSTANCE = new Literal(0);
        private static final long serialVersionUID = 1L;
        private final int point;

        Literal(int point) {
            this.point = point;
        }

        @Override
        public int point() {
            return point;
        }
    }
}
