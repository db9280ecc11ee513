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

/** Looks for annotations that cannot be honoured on the accessors of a type, and of every type in it, before a value comes. */
final class WritableTypes {

    /** Packages whose types are not looked at: Jackson's modules write them. */
    private static final List<String> FOREIGN = List.of("java.", "jakarta.", "com.fasterxml.", "io.sockee.api.");

    private final ObjectMapper mapper;
    private final Set<JavaType> seen = new HashSet<>();

    WritableTypes(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Why values of the type cannot be written; empty when no reason is known before there is a value. */
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
