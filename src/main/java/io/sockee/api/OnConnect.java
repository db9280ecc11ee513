package io.sockee.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method is called when a socket wants to join the controller's namespaces, before the client is told that it has.
 * It may take a {@link Socket}, and one parameter of any other type that is bound to the client's auth payload. A
 * {@link RefusedException} turns the client away with its message and data. What the method emits reaches the client
 * right after the confirmation.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnConnect {}
