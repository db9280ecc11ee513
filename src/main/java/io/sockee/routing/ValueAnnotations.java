package io.sockee.routing;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's annotations, with two additions. A number that is written as text ({@code @JsonFormat(shape = STRING)}) is also read
 * from text. And what a proxy of Hibernate says about itself is not taken for a property of the value.
 */
final class ValueAnnotations extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private static final String OF_PROXIES = "getHibernateLazyInitializer";

    @Override
    public boolean hasIgnoreMarker(AnnotatedMember member) {
        return super.hasIgnoreMarker(member) || OF_PROXIES.equals(member.getName());
    }

    @Override
    public @Nullable Object findDeserializer(Annotated annotated) {
        Object said = super.findDeserializer(annotated);
        if (said != null) {
            return said;
        }
        JsonFormat format = _findAnnotation(annotated, JsonFormat.class);
        Class<?> type = valueType(annotated);
        return format != null && format.shape() == JsonFormat.Shape.STRING && TextNumberDeserializer.suits(type)
                ? new TextNumberDeserializer(type)
                : null;
    }

    /** The type of what an accessor reads or writes. */
    static Class<?> valueType(Annotated annotated) {
        return annotated instanceof AnnotatedMethod method && method.getParameterCount() == 1
                ? method.getRawParameterType(0)
                : annotated.getRawType();
    }
}
