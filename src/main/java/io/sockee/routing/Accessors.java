package io.sockee.routing;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The getters and setters of beans, by their names. */
final class Accessors {
    private static final String SET = "set";

    private Accessors() {}

    /** The setter to a getter, or the getter to a setter. */
    static Optional<Method> other(Method accessor) {
        String name = accessor.getName();
        if (name.startsWith(SET)) {
            String property = name.substring(SET.length());
            return methods(accessor.getDeclaringClass())
                    .filter(method -> method.getParameterCount() == 0)
                    .filter(method -> isGetter(method, property))
                    .findFirst();
        }
        String property = name.startsWith("is") ? name.substring(2) : name.startsWith("get") ? name.substring(3) : name;
        return methods(accessor.getDeclaringClass())
                .filter(method -> isSetter(method, property))
                .findFirst();
    }

    /** Whether the value of a field is read by others: it is public, has a public getter, or is a record's component. */
    static boolean isRead(Field field) {
        String property = property(field);
        return isOpen(field)
                || methods(field.getDeclaringClass())
                        .filter(method -> method.getParameterCount() == 0 && Modifier.isPublic(method.getModifiers()))
                        .anyMatch(method -> isGetter(method, property));
    }

    /** Whether the value of a field is set by others: it is public, has a public setter, or is a record's component. */
    static boolean isWritten(Field field) {
        String property = property(field);
        return isOpen(field)
                || methods(field.getDeclaringClass())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .anyMatch(method -> isSetter(method, property));
    }

    private static boolean isOpen(Field field) {
        return Modifier.isPublic(field.getModifiers())
                || field.getDeclaringClass().isRecord();
    }

    private static boolean isGetter(Method method, String property) {
        return method.getName().equals("get" + property) || method.getName().equals("is" + property);
    }

    private static boolean isSetter(Method method, String property) {
        return method.getParameterCount() == 1 && method.getName().equals(SET + property);
    }

    private static String property(Field field) {
        String name = field.getName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static Stream<Method> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods());
    }
}
