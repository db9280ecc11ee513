package io.sockee.document;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedClassResolver;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import io.sockee.api.Json;
import io.sockee.declaration.Emitted;
import io.sockee.document.Shape.Direction;
import io.sockee.document.Shape.ObjectKey;
import io.sockee.document.Shape.Property;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds the shapes of types, as the codec reads and writes their values, and keeps those of objects. For one thread.
 */
final class Shapes {
    static final Shape ANYTHING = new Shape.Anything();
    static final Shape TEXT = new Shape.Text("");

    private static final Set<Class<?>> BINARY = Set.of(byte[].class, ByteBuffer.class);

    private final ObjectMapper mapper;
    private final Restrictions restrictions;
    private final WrittenShapes written;
    private final ReadShapes read;
    private final Map<ObjectKey, List<Property>> objects = new LinkedHashMap<>();

    /**
     * @param mapper reads and writes the values
     */
    Shapes(ObjectMapper mapper, Restrictions restrictions) {
        this.mapper = mapper;
        this.restrictions = restrictions;
        this.written = new WrittenShapes(mapper, this);
        this.read = new ReadShapes(mapper, this);
    }

    /** The objects that have been come across, with their properties. */
    Map<ObjectKey, List<Property>> objects() {
        return objects;
    }

    Restrictions restrictions() {
        return restrictions;
    }

    /**
     * The shape of a type's values.
     *
     * @param checked whether the constraints of an object are checked
     */
    Shape of(JavaType type, Direction direction, boolean checked) {
        Class<?> raw = type.getRawClass();
        if (BINARY.contains(raw)) {
            return new Shape.Bytes();
        } else if (isAnything(type)) {
            return ANYTHING;
        } else if (type.isReferenceType()) {
            return new Shape.Maybe(of(type.getReferencedType(), direction, checked));
        } else if (raw == OptionalInt.class) {
            return new Shape.Maybe(new Shape.Numeric(true, bounds(int.class)));
        } else if (raw == OptionalLong.class) {
            return new Shape.Maybe(new Shape.Numeric(true, List.of()));
        } else if (raw == OptionalDouble.class) {
            return new Shape.Maybe(new Shape.Numeric(false, List.of()));
        } else if (type.isMapLikeType()) {
            return new Shape.MapOf(of(type.getContentType(), direction, checked));
        } else if (type.isArrayType() || type.isCollectionLikeType()) {
            return new Shape.ListOf(of(type.getContentType(), direction, checked));
        }
        return variants(type, direction, checked)
                .orElseGet(() -> direction == Direction.IN ? read.of(type, checked) : written.of(type, checked));
    }

    /** The shape of an argument that is emitted. */
    Shape of(Emitted.Argument argument) {
        Shape shape = of(mapper.constructType(argument.type()), Direction.OUT, false);
        return argument.maybe() && !(shape instanceof Shape.Maybe) ? new Shape.Maybe(shape) : shape;
    }

    private static boolean isAnything(JavaType type) {
        Class<?> raw = type.getRawClass();
        return type.isJavaLangObject()
                || raw == Json.class
                || JsonNode.class.isAssignableFrom(raw)
                || raw.getName().startsWith("jakarta.json.");
    }

    /** The bounds of a Java type of whole numbers that a number of JavaScript can have. */
    static List<Long> bounds(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return List.of((long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE);
        } else if (type == short.class || type == Short.class) {
            return List.of((long) Short.MIN_VALUE, (long) Short.MAX_VALUE);
        }
        return type == byte.class || type == Byte.class ? List.of((long) Byte.MIN_VALUE, 127L) : List.of();
    }

    /** The variants of a type whose values say by a property of which class they are. */
    private Optional<Shape> variants(JavaType type, Direction direction, boolean checked) {
        MapperConfig<?> config = mapper.getSerializationConfig();
        AnnotatedClass annotated = AnnotatedClassResolver.resolve(config, type, config);
        var info = config.getAnnotationIntrospector().findPolymorphicTypeInfo(config, annotated);
        if (info == null || type.isConcrete()) {
            return Optional.empty();
        }
        Collection<NamedType> types = mapper.getSubtypeResolver().collectAndResolveSubtypesByClass(config, annotated);
        String property =
                info.getPropertyName() == null ? info.getIdType().getDefaultPropertyName() : info.getPropertyName();
        List<Shape> variants = new ArrayList<>();
        List<NamedType> named = types.stream()
                .filter(NamedType::hasName)
                .sorted(Comparator.comparing(NamedType::getName))
                .toList();
        for (NamedType one : named) {
            JavaType subtype = mapper.constructType(one.getType());
            if (subtype.isConcrete() && isProperty(info.getInclusionType().name())) {
                variants.add(new Shape.Kind(object(subtype, direction, checked), property, one.getName()));
            }
        }
        return Optional.of(variants.isEmpty() ? ANYTHING : new Shape.Union(List.copyOf(variants)));
    }

    private static boolean isProperty(String inclusion) {
        return inclusion.equals("PROPERTY") || inclusion.equals("EXISTING_PROPERTY");
    }

    private Shape object(JavaType type, Direction direction, boolean checked) {
        return direction == Direction.IN ? read.of(type, checked) : written.of(type, checked);
    }

    /** The names by which Java knows the properties that have these names in JSON, in their order. */
    Map<String, String> javaNames(JavaType type, Direction direction) {
        BeanDescription bean = direction == Direction.IN
                ? mapper.getDeserializationConfig().introspect(type)
                : mapper.getSerializationConfig().introspect(type);
        Map<String, String> names = new LinkedHashMap<>();
        for (BeanPropertyDefinition property : bean.findProperties()) {
            names.put(property.getName(), property.getInternalName());
        }
        return names;
    }
}
