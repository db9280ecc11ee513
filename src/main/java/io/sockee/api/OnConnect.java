package io.sockee.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method is called when a socket wants to join the controller's namespaces, before the client is told that it has.
 * It may take one parameter that is bound to the client's auth payload, and beside it a {@link Socket}, a {@link
 * Handshake}, a {@link User} or an {@code Optional<User>}, and variables of the namespace by {@link NameParam}.
 *
 * <p>A {@link RefusedException} turns the client away with its message and data; any other exception does with an id that
 * is in the server's log. What the method emits reaches the client right after the confirmation. Where several methods
 * are for a namespace all are called, until one refuses.
 *
 * <p>To be asked is not to be in: the client may leave meanwhile, another method may refuse, or the database may be away when
 * a token is to be renewed or a device connected, which comes last. No {@link OnDisconnect} method follows then. What has to be
 * undone when the socket goes begins in an observer of {@link SocketConnected}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnConnect {}
