package io.sockee.declaration;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The properties of values from which names are made: methods {@code x()}, {@code getX()}, {@code isX()}, and fields. */
final class Properties {

    /** Reads one property. */
    interface Property {
        Class<?> type();

        /** The value; may run code of the application. */
        @Nullable
        Object of(Object owner);
    }

    private record ByMethod(Method method) implements Property {
        @Override
        public Class<?> type() {
            return method.getReturnType();
        }

        @Override
        public @Nullable Object of(Object owner) {
            try {
                return method.invoke(owner);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(method + " of an event's value failed", e);
            }
        }
    }

    private record ByField(Field field) implements Property {
        @Override
        public Class<?> type() {
            return field.getType();
        }

        @Override
        public @Nullable Object of(Object owner) {
            try {
                return field.get(owner);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e); // it has been made accessible
            }
        }
    }

    private Properties() {}

    /**
     * Looks for a property.
     *
     * @param fields whether a field, or a private method, will do: a relation of an entity may be a proxy, whose fields are
     *     empty, and a private method would read these
     */
    static Optional<Property> find(Class<?> type, String name, boolean fields) {
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        for (String method : new String[] {name, "get" + capital, "is" + capital}) {
            Method found = method(type, method, fields);
            if (found != null && found.trySetAccessible()) { // of Java's own classes, public ones alone
                return Optional.of(new ByMethod(found));
            }
        }
        for (Class<?> c = type; fields && c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(name)
                        && !Modifier.isStatic(field.getModifiers())
                        && field.trySetAccessible()) {
                    return Optional.of(new ByField(field));
                }
            }
        }
        return Optional.empty();
    }

    /** A method without parameters, of the class, of those above it, or of an interface. */
    private static @Nullable Method method(Class<?> type, String name, boolean hidden) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (method.getName().equals(name)
                        && isAccessor(method)
                        && (hidden || !Modifier.isPrivate(method.getModifiers()))) {
                    return method;
                }
            }
        }
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && isAccessor(method)) {
                return method;
            }
        }
        return null;
    }

    private static boolean isAccessor(Method method) {
        return method.getParameterCount() == 0
                && method.getReturnType() != void.class
                && method.getDeclaringClass() != Object.class
                && !method.isBridge()
                && !Modifier.isStatic(method.getModifiers());
    }

    /** The names of the properties that make a name, for messages. */
    static Set<String> names(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                add(names, field.getName(), field.getModifiers(), field.getType());
            }
            for (Method method : c.getDeclaredMethods()) {
                boolean getter = method.getName().matches("get\\p{Lu}.*") && isAccessor(method);
                if (getter) {
                    String plain = method.getName().substring(3);
                    String name = Character.toLowerCase(plain.charAt(0)) + plain.substring(1);
                    add(names, name, method.getModifiers(), method.getReturnType());
                }
            }
        }
        return names;
    }

    private static void add(Set<String> names, String name, int modifiers, Class<?> type) {
        if (!Modifier.isStatic(modifiers) && makesNames(type)) {
            names.add(name);
        }
    }

    /** Whether a name can be made of values of the type. */
    static boolean makesNames(Class<?> type) {
        return (type.isPrimitive() && type != void.class)
                || CharSequence.class.isAssignableFrom(type)
                || Number.class.isAssignableFrom(type)
                || type == Boolean.class
                || type == Character.class
                || type == UUID.class
                || Enum.class.isAssignableFrom(type);
    }
}
