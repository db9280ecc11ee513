package io.sockee.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that an event is emitted to clients, for the documents that tell clients of it: types of TypeScript, AsyncAPI. It emits
 * nothing by itself. On any CDI bean or any of its methods, for events that are emitted by name: nothing checks that what is emitted is
 * of these types, but two that say different things of one event stop the start. Events of an {@link Emitter} need none; on one of
 * its methods this gives the event another name than the method's, and nothing else.
 */
@Documented
@Repeatable(Emits.All.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Emits {

    /** {@return the event's name} */
    String event();

    /** {@return the types of its arguments, in order} */
    Class<?>[] type() default {};

    /** {@return the namespace in which it is emitted} */
    String namespace() default "/";

    /** Several of them. */
    @Documented
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {

        /** {@return the events} */
        Emits[] value();
    }
}
