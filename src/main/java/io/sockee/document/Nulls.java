package io.sockee.document;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether something may be null: what is said to be so, by an annotation of whichever library, or by its type. Java says nothing of
 * all else, and most of it is never null.
 *
 * @param maybe whether it may
 */
record Nulls(boolean maybe) {
    private static final Set<String> NAMES = Set.of("Nullable", "CheckForNull");

    static Nulls of(@Nullable AnnotatedMember member, JavaType type) {
        boolean byType = type.isReferenceType() || type.getRawClass().getName().startsWith("java.util.Optional");
        return new Nulls(byType || (!type.isPrimitive() && member != null && said(member)));
    }

    static Nulls of(java.lang.reflect.Parameter parameter) {
        return new Nulls(said(parameter) || said(parameter.getAnnotatedType()));
    }

    /** Of what a method returns. */
    static Nulls of(java.lang.reflect.Method method) {
        return new Nulls(said(method) || said(method.getAnnotatedReturnType()));
    }

    private static boolean said(AnnotatedMember member) {
        if (member instanceof AnnotatedParameter parameter) {
            Member owner = parameter.getOwner().getMember();
            if (owner instanceof Executable executable) {
                int index = parameter.getIndex();
                return said(executable.getAnnotatedParameterTypes()[index])
                        || said(executable.getParameters()[index]);
            }
        } else if (member instanceof AnnotatedField field) {
            return said(field.getAnnotated()) || said(field.getAnnotated().getAnnotatedType());
        } else if (member instanceof AnnotatedMethod method) {
            AnnotatedType type = method.getParameterCount() == 1
                    ? method.getAnnotated().getAnnotatedParameterTypes()[0]
                    : method.getAnnotated().getAnnotatedReturnType();
            return said(method.getAnnotated()) || said(type);
        }
        return false;
    }

    private static boolean said(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(
                        annotation -> NAMES.contains(annotation.annotationType().getSimpleName()));
    }
}
