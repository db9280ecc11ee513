package io.sockee.persistence;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.ManagedType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Clears what Hibernate remembers of each annotation of an entity. It keeps that in a {@link ClassValue}, so in the annotation's
 * type. The types of {@code jakarta.persistence} belong to the server, and would keep all classes of the application after its
 * end, with each deployment once more.
 */
final class AnnotationMemory {
    private static final Logger LOG = System.getLogger(AnnotationMemory.class.getName());
    private static final String KEEPER = "org.hibernate.boot.model.internal.BinderHelper";

    private AnnotationMemory() {}

    /** Forgets the annotations of all entities. Hibernate needs them only while it reads the entities. */
    static void forget(EntityManagerFactory factory) {
        try {
            Set<Class<? extends Annotation>> types = factory.getMetamodel().getManagedTypes().stream()
                    .map(ManagedType::getJavaType)
                    .filter(Objects::nonNull)
                    .flatMap(AnnotationMemory::elements)
                    .flatMap(element -> Arrays.stream(element.getAnnotations()))
                    .map(Annotation::annotationType)
                    .collect(Collectors.toSet());
            memories().forEach(memory -> types.forEach(memory::remove));
        } catch (ReflectiveOperationException | RuntimeException e) {
            // The tables can be used all the same; only memory is not given back.
            LOG.log(Level.DEBUG, "Hibernate keeps the application's classes after its end.", e);
        }
    }

    private static Stream<AnnotatedElement> elements(Class<?> type) {
        return Stream.<AnnotatedElement[]>of(
                        new AnnotatedElement[] {type}, type.getDeclaredFields(), type.getDeclaredMethods())
                .flatMap(Arrays::stream);
    }

    /** Values by annotation type. */
    static List<ClassValue<?>> memories() throws ReflectiveOperationException {
        List<ClassValue<?>> memories = new ArrayList<>();
        for (Field field : Class.forName(KEEPER).getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && ClassValue.class.isAssignableFrom(field.getType())) {
                field.setAccessible(true);
                memories.add((ClassValue<?>) field.get(null));
            }
        }
        return memories;
    }
}
