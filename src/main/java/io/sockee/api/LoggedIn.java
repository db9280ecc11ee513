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
 * <p>{@code @RolesAllowed}, {@code @PermitAll} and {@code @DenyAll} of Jakarta Annotations are decided in the same place.
 * What stands at a method replaces what stands at its class. At a class they are for its {@link On} and {@link OnConnect}
 * methods; a disconnect method always runs.
 *
 * <p>A controller's method that is called as an ordinary one asks the same question about the socket whose call is under
 * way on the thread, and throws a {@link RefusedException}; so do methods of other CDI beans. Where no call of a socket is
 * under way there is no user; Jakarta's annotations on beans that are no controllers are then left to the container.
 */
@Inherited
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface LoggedIn {}
