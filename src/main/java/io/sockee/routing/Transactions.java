package io.sockee.routing;

import jakarta.enterprise.inject.Stereotype;
import jakarta.transaction.Transactional;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What {@link Transactional} says of methods. */
public final class Transactions {
    private Transactions() {}

    /** Whether a method of a class runs, or may run, in a transaction. */
    public static boolean mayBeIn(Method method, Class<?> type) {
        return of(method, type)
                .filter(said -> said.value() != Transactional.TxType.NEVER)
                .filter(said -> said.value() != Transactional.TxType.NOT_SUPPORTED)
                .isPresent();
    }

    /** The annotation in force: the method's, else that of the bean's class or of one of its stereotypes. */
    public static Optional<Transactional> of(Method method, Class<?> type) {
        return Optional.ofNullable(method.getAnnotation(Transactional.class)).or(() -> of(type, new HashSet<>()));
    }

    private static Optional<Transactional> of(AnnotatedElement element, Set<Class<?>> seen) {
        Transactional said = element.getAnnotation(Transactional.class);
        if (said != null) {
            return Optional.of(said);
        }
        for (Annotation annotation : element.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (type.isAnnotationPresent(Stereotype.class) && seen.add(type)) {
                Optional<Transactional> inherited = of(type, seen);
                if (inherited.isPresent()) {
                    return inherited;
                }
            }
        }
        return Optional.empty();
    }
}
