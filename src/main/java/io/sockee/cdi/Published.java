package io.sockee.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Binds {@link PublishInterceptor} to methods whose results are published; set by {@link DeclarationExtension}. */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@interface Published {

    /** The annotation as an object. */
    final class Literal extends AnnotationLiteral<Published> implements Published {
        static final Literal INSTANCE = new Literal();
        private static final long serialVersionUID = 1L;
    }
}
