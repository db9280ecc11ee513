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
 * <p>With a {@link RefusedException} the client is refused, and gets its message and data; with any other exception it is
 * refused with an id that is in the server's log. What the method emits reaches the client right after the confirmation. When a
 * namespace has several such methods, all are called, until one refuses.
 *
 * <p>A client for which the method has been called may still not come in: it may leave meanwhile, another method may refuse it,
 * or the database may be away when, at the end, a token has to be renewed or a device connected. Then no {@link OnDisconnect}
 * method follows. So begin what has to be undone when the socket goes in an observer of {@link SocketConnected}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnConnect {}
