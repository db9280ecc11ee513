package io.sockee.api;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Emits CDI events to clients. On a class, record or interface: whatever of it is fired, by any bean, is emitted as the only
 * argument of the event. On a method of a bean, such as an observer: what it returns is emitted, and nothing if that is null; the
 * method is neither private nor static, and called from another bean.
 *
 * <p>It leaves as all emits do: at once, or after the commit of the transaction in which it was fired, and never after a rollback.
 * {@code fireAsync} of an injected {@code Event} of this very type does the same, on the thread that calls it; of another {@code
 * Event} it is refused, since nobody knows the transaction then. A method that observes asynchronously has no transaction.
 * The value is encoded at once; one that has no JSON form makes {@code fire} throw.
 *
 * <p>An event belongs to the class nearest to its own that has this annotation; a class is not a bean by it, and none if it has it.
 *
 * @since 0.1
 */
@Stereotype // so that CDI looks at it, where it looks at annotated types alone
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Publish {

    /** {@return the event's name} */
    String event();

    /**
     * The rooms. <code>{name}</code> stands for a property of the value: a component of a record, a method {@code name()} or {@code
     * getName()}, or a field; <code>{owner.id}</code> for that of a property, by methods. It is a text, number, boolean, enum
     * or UUID. One that is null means no room, and nothing is emitted to it.
     *
     * @return the rooms; none for all sockets of the namespace
     */
    String[] to() default {};

    /** {@return the id of a user, whose sockets get it besides those in the rooms; with properties as in a room's name} */
    String toUser() default "";

    /** {@return the namespace, which begins with a slash} */
    String namespace() default "/";
}
