package io.sockee.routing;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for annotations that cannot be honoured on what a type, and every type in it, is written by. */
final class WritableTypes {

    /** Types of these are written as Jackson's modules know them; nobody has annotated them for us. */
    private static final List<String> FOREIGN = List.of("java.", "jakarta.", "com.fasterxml.", "io.sockee.api.");

    private final ObjectMapper mapper;
    private final Set<JavaType> seen = new HashSet<>();

    WritableTypes(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** What stands against writing values of the type; empty when nothing does that is known before there is one. */
    Optional<String> problem(JavaType type) {
        if (!seen.add(type)) {
            return Optional.empty();
        }
        for (JavaType parameter : type.getBindings().getTypeParameters()) {
            Optional<String> problem = problem(parameter);
            if (problem.isPresent()) {
                return problem;
            }
        }
        if (type.isArrayType()) {
            return problem(type.getContentType());
        }
        Class<?> raw = type.getRawClass();
        return raw.isPrimitive() || raw.isEnum() || FOREIGN.stream().anyMatch(raw.getName()::startsWith)
                ? Optional.empty()
                : ofProperties(type);
    }

    private Optional<String> ofProperties(JavaType type) {
        SerializationConfig config = mapper.getSerializationConfig();
        try {
            BeanDescription bean = config.introspect(type);
            for (BeanPropertyDefinition property : bean.findProperties()) {
                AnnotatedMember accessor = property.getAccessor();
                if (accessor == null) {
                    continue;
                }
                Object unused = config.getAnnotationIntrospector().findSerializationConverter(accessor); // is made here
                Optional<String> problem = problem(accessor.getType());
                if (problem.isPresent()) {
                    return problem;
                }
            }
        } catch (UnsupportedAnnotationException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }
}
