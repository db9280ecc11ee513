package io.sockee.api;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean of which each socket has its own. It is made when it is first used in a call of the socket, and destroyed when
 * the socket is gone and its disconnect methods have run.
 *
 * <p>The scope is active in methods that answer events, in connect and disconnect methods, in timers, in observers of
 * {@link SocketConnected} and its kin, and in what follows an answer of {@link Socket#emitWithAck}. A socket's calls run
 * one at a time; but {@link NonBlocking} methods, and what follows an answer, may use the bean at the same time as a call.
 *
 * <p>The {@link Socket} itself is such a bean: it can be injected into any other.
 */
@Inherited
@NormalScope
@Documented
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface SocketScoped {}
