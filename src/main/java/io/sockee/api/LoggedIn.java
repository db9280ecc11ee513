package io.sockee.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method, or every method of the class, is for logged-in users only: for a socket that {@linkplain Socket#user()
 * has a user}. Others are refused before an argument is looked at.
 *
 * <p>{@code @RolesAllowed}, {@code @PermitAll} and {@code @DenyAll} of Jakarta Annotations work in the same way. An annotation
 * of a method replaces that of its class. An annotation of a class is for its {@link On} and {@link OnConnect} methods; a
 * disconnect method always runs.
 *
 * <p>When other code calls such a method of a controller, or of any other CDI bean, the user of the socket whose call is under
 * way on the thread must be allowed to; else the call throws a {@link RefusedException}. Without a socket's call it is the user
 * whom the server has authenticated for the thread's HTTP request; without that there is no user. For REST resources, EJBs and
 * servlets only this annotation is looked at here: Jakarta's are the container's.
 */
@Inherited
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface LoggedIn {}
