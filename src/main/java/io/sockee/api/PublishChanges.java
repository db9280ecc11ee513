package io.sockee.api;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Emits what becomes of the entities of a class, whichever bean changes them: {@code order.created} and {@code order.updated} with the
 * entity, {@code order.removed} with its id. At most one event for each entity and transaction leaves after the commit, with the
 * state that was committed; none after a rollback, and none for an entity that was created and removed in the same transaction.
 *
 * <p>Values and rooms are made of the entity just before the commit, after everything has been written, so that lazy
 * relations can still be read; those of a removed one when its row is deleted. A value that has no JSON form rolls the
 * transaction back, and so does one entity more than {@code sockee.transactions.max-emits}.
 *
 * <p>This is for entities of Hibernate that are changed as objects. Bulk statements (JPQL, SQL) are not seen, nor are
 * collections of an entity that is otherwise unchanged and has no version.
 *
 * @since 0.1
 */
@Stereotype // so that CDI looks at it, where it looks at annotated types alone
@Inherited
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PublishChanges {

    /** {@return the rooms, as those of {@link Publish#to}, of properties of the entity} */
    String[] to() default {};

    /** {@return the user, as {@link Publish#toUser} has it} */
    String toUser() default "";

    /** {@return the beginning of the events' names; unless given, the class's plain name, beginning in lower case} */
    String event() default "";

    /** {@return the namespace, which begins with a slash} */
    String namespace() default "/";

    /**
     * What is sent in the entity's place: a class, such as a record, with a constructor that takes the entity alone.
     *
     * @return the class; {@code void} for the entity itself
     */
    Class<?> as() default void.class;
}
