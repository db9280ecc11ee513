package io.sockee.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method is called once for each socket that had joined and is gone, for whatever reason. It may take the {@link
 * Socket}, whose rooms it has left and on which nothing can be sent any more, the {@link DisconnectReason}, the {@link
 * Handshake}, the {@link Session}, an {@code Optional<User>}, and variables of the namespace by {@link NameParam}. What it throws is logged.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnDisconnect {}
