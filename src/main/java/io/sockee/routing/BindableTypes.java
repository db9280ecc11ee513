package io.sockee.routing;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.AbstractDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.impl.FailingDeserializer;
import com.fasterxml.jackson.databind.deser.impl.UnsupportedTypeDeserializer;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds out whether JSON can be bound to a type, and to every type in it, before the first client tries: Jackson itself
 * would notice an interface among a record's components when the first value for it comes.
 */
final class BindableTypes {
    private final ObjectMapper mapper;
    private final Set<JavaType> seen = new HashSet<>();

    BindableTypes(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Why nothing can be bound to the type; empty when something can. */
    Optional<String> problem(JavaType type) {
        DefaultDeserializationContext context = ((DefaultDeserializationContext) mapper.getDeserializationContext())
                .createDummyInstance(mapper.getDeserializationConfig());
        return problem(context, type);
    }

    private Optional<String> problem(DefaultDeserializationContext context, JavaType type) {
        if (type.isJavaLangObject() || !seen.add(type)) {
            return Optional.empty();
        }
        JsonDeserializer<Object> found;
        try {
            found = context.findRootValueDeserializer(type);
        } catch (JsonMappingException | IllegalArgumentException e) {
            return Optional.of(noValue(type));
        } catch (UnsupportedAnnotationException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        return ofContents(context, type).or(() -> problem(context, type, found));
    }

    private Optional<String> ofContents(DefaultDeserializationContext context, JavaType type) {
        if (type.isContainerType() || type.isReferenceType()) {
            return problem(context, type.getContentType());
        }
        return Optional.empty();
    }

    private Optional<String> problem(
            DefaultDeserializationContext context, JavaType type, JsonDeserializer<?> deserializer) {
        if (deserializer instanceof AbstractDeserializer
                || deserializer instanceof FailingDeserializer
                || deserializer instanceof UnsupportedTypeDeserializer) {
            return Optional.of(noValue(type));
        }
        if (deserializer instanceof BeanDeserializerBase bean) {
            if (!bean.getValueInstantiator().canInstantiate()) {
                return Optional.of(noValue(type));
            }
            if (isClosed(bean, type.getRawClass())) {
                return Optional.of("nothing of a " + type.getRawClass().getName()
                        + " can be set: it has no public setter, no public field and no constructor that takes values");
            }
            for (Iterator<SettableBeanProperty> properties = bean.properties(); properties.hasNext(); ) {
                BeanProperty property = properties.next();
                Optional<String> problem = problem(context, property.getType());
                if (problem.isPresent()) {
                    return Optional.of(problem.get() + " (in " + property.getName() + " of "
                            + type.getRawClass().getSimpleName() + ")");
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the values of a class are all alike for those who bind them, although it has fields. */
    private static boolean isClosed(BeanDeserializerBase bean, Class<?> type) {
        ValueInstantiator made = bean.getValueInstantiator();
        boolean byDefault = made.canCreateUsingDefault()
                && !made.canCreateFromObjectWith()
                && !made.canCreateUsingDelegate()
                && !made.canCreateUsingArrayDelegate()
                && !made.canCreateFromString();
        return byDefault
                && bean.getPropertyCount() == 0
                && !bean.hasViews()
                && !hasAnySetter(type)
                && Stream.<Class<?>>iterate(type, c -> c != null && c != Object.class, Class::getSuperclass)
                        .flatMap(c -> Arrays.stream(c.getDeclaredFields()))
                        .anyMatch(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic());
    }

    private static boolean hasAnySetter(Class<?> type) {
        return Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getDeclaredFields()))
                .anyMatch(member -> member.isAnnotationPresent(JsonAnySetter.class));
    }

    private static String noValue(JavaType type) {
        return "no JSON can become a " + type.getRawClass().getName();
    }
}
