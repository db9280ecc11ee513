package io.sockee.declaration;

import io.sockee.api.Publish;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Which class's annotation holds for an event of CDI. */
public final class Published {
    private Published() {}

    /** The nearest class or interface at or above a class that is published; classes before interfaces. */
    public static Optional<Class<?>> nearest(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (c.isAnnotationPresent(Publish.class)) {
                return Optional.of(c);
            }
        }
        Deque<Class<?>> above = new ArrayDeque<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            above.addAll(List.of(c.getInterfaces()));
        }
        while (!above.isEmpty()) {
            Class<?> one = above.remove();
            if (one.isAnnotationPresent(Publish.class)) {
                return Optional.of(one);
            }
            above.addAll(List.of(one.getInterfaces()));
        }
        return Optional.empty();
    }
}
