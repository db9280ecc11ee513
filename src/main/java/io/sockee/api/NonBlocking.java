package io.sockee.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method, or every method of the class, promises never to block: no database, no waiting, no transaction, no
 * request scope. It then runs at once on the thread that received the event, which is the fast path. This thread serves
 * other sockets too: if the promise is broken, they wait. Calls of the method may overtake the socket's calls that wait for the
 * pool, and run at the same time as one of them.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface NonBlocking {}
