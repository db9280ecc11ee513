package io.sockee.api;

import jakarta.interceptor.InterceptorBinding;
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
 * <p>On a bean that is no controller, and on a controller's method that is called as an ordinary one, an interceptor
 * asks the same question about the socket whose call is under way, and throws a {@link RefusedException}.
 */
@Inherited
@InterceptorBinding
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface LoggedIn {}
