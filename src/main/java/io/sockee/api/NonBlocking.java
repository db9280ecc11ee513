package io.sockee.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method, or every method of the class, promises never to block: no database, no waiting, no transaction, no
 * request scope. It then runs at once on the thread that received the event, which is the fast path; the thread serves
 * other sockets too, so that a broken promise makes them wait. Its calls may overtake those that wait for the pool.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface NonBlocking {}
