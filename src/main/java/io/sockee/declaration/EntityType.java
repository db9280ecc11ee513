package io.sockee.declaration;

import io.sockee.api.PublishChanges;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entity's class whose changes are published, read.
 *
 * @param owner the class that has the annotation
 * @param event the beginning of the events' names
 * @param view makes what is sent of an entity; null when that is the entity itself
 */
public record EntityType(
        Class<?> owner,
        String event,
        Destination destination,
        @Nullable Constructor<?> view) {
    private static final Set<String> IDS = Set.of("jakarta.persistence.Id", "jakarta.persistence.EmbeddedId");

    /** What became of an entity. */
    public enum Change {
        CREATED,
        UPDATED,
        REMOVED
    }

    /**
     * Reads the annotation that holds for a class.
     *
     * @throws IllegalArgumentException when it is wrong; the message says what
     */
    public static Optional<EntityType> of(Class<?> type) {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            PublishChanges said = owner.getDeclaredAnnotation(PublishChanges.class);
            if (said != null) {
                String plain = owner.getSimpleName();
                String event = said.event().isEmpty()
                        ? Character.toLowerCase(plain.charAt(0)) + plain.substring(1)
                        : said.event();
                Destination destination = Destination.of(owner, said.namespace(), said.to(), said.toUser());
                return Optional.of(new EntityType(owner, event, destination, view(owner, said.as())));
            }
        }
        return Optional.empty();
    }

    private static @Nullable Constructor<?> view(Class<?> owner, Class<?> as) {
        if (as == void.class) {
            return null;
        }
        for (Constructor<?> constructor : as.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0].isAssignableFrom(owner)) {
                constructor.setAccessible(true);
                return constructor;
            }
        }
        throw new IllegalArgumentException("as = " + as.getName() + ".class has no constructor with " + owner.getName()
                + " as its only parameter");
    }

    /** The name of the event that tells of a change. */
    String event(Change change) {
        return event
                + switch (change) {
                    case CREATED -> ".created";
                    case UPDATED -> ".updated";
                    case REMOVED -> ".removed";
                };
    }

    /** What is sent of an entity. */
    Object shown(Object entity) {
        if (view == null) {
            return entity;
        }
        try {
            return view.newInstance(entity);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    view + " has failed, so that nobody can be told of the change of " + owner.getName(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The events, for whoever describes them. */
    List<Emitted> events() {
        Type shown = view == null ? owner : view.getDeclaringClass();
        return Stream.of(Change.values())
                .map(change -> Emitted.of(
                        destination.namespace(),
                        event(change),
                        List.of(change == Change.REMOVED ? id() : shown),
                        owner.getName()))
                .toList();
    }

    /** The type of the id, if it is one field or method. */
    private Type id() {
        List<Type> found = new ArrayList<>();
        for (Class<?> c = owner; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (isId(field)) {
                    found.add(field.getGenericType());
                }
            }
            for (Method method : c.getDeclaredMethods()) {
                if (isId(method)) {
                    found.add(method.getGenericReturnType());
                }
            }
        }
        return found.size() == 1 && found.get(0) instanceof Class<?> type ? type : Object.class;
    }

    private static boolean isId(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> IDS.contains(type.getName()));
    }
}
