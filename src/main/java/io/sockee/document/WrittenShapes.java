package io.sockee.document;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIdentityReference;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonAnyFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonBooleanFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatTypes;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonIntegerFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonMapFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonNumberFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonValueFormat;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.std.BeanSerializerBase;
import io.sockee.document.Shape.Direction;
import io.sockee.document.Shape.ObjectKey;
import io.sockee.document.Shape.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shapes of what is written, as Jackson's serializers tell them. */
final class WrittenShapes {
    private final ObjectMapper mapper;
    private final Shapes shapes;

    WrittenShapes(ObjectMapper mapper, Shapes shapes) {
        this.mapper = mapper;
        this.shapes = shapes;
    }

    /** The shape of a type that is no list, no map and nothing else that all codecs agree on. */
    Shape of(JavaType type, boolean checked) {
        SerializerProvider provider = mapper.getSerializerProviderInstance();
        try {
            return of(type, provider.findValueSerializer(type, null), provider, checked);
        } catch (JsonMappingException e) {
            return Shapes.ANYTHING;
        }
    }

    private Shape of(JavaType type, JsonSerializer<?> serializer, SerializerProvider provider, boolean checked)
            throws JsonMappingException {
        ObjectKey key = new ObjectKey(type, Direction.OUT, checked);
        if (serializer instanceof BeanSerializerBase && shapes.objects().containsKey(key)) {
            return new Shape.Ref(key);
        }
        Visitor visitor = new Visitor(provider, key);
        serializer.acceptJsonFormatVisitor(visitor, type);
        return visitor.shape;
    }

    private Property property(BeanProperty property, ObjectKey owner, SerializerProvider provider, String javaName)
            throws JsonMappingException {
        JavaType type = property.getType();
        Restrictions.Place place =
                shapes.restrictions().ofProperty(owner.type().getRawClass(), javaName, owner.checked());
        JsonSerializer<?> own = property instanceof BeanPropertyWriter writer ? writer.getSerializer() : null;
        if (own == null) {
            own = provider.findPrimaryPropertySerializer(type, property);
        }
        boolean scalar = isScalar(type);
        Shape plain = scalar
                ? of(type, own, provider, place.cascaded())
                : isReplaced(property, own, provider)
                        ? Shapes.ANYTHING
                        : shapes.of(type, Direction.OUT, place.cascaded());
        boolean nulls = Nulls.of(property.getMember(), type).maybe();
        boolean nullable = nulls || plain instanceof Shape.Maybe;
        boolean always = isAlways(property, nullable, provider);
        return new Property(
                property.getName(),
                nulls ? maybe(plain) : plain,
                always && (!nulls || plain instanceof Shape.Maybe),
                always);
    }

    /** Whether Jackson writes all values of the property: annotations there or at its class, or the codec's settings, may leave some out. */
    private static boolean isAlways(BeanProperty property, boolean nullable, SerializerProvider provider) {
        JsonInclude.Include values = property.findPropertyInclusion(
                        provider.getConfig(), property.getMember().getDeclaringClass())
                .getValueInclusion();
        return switch (values) {
            case ALWAYS, USE_DEFAULTS -> true;
            case NON_NULL -> !nullable;
            default -> false;
        };
    }

    /** Whether an annotation at the property has something else written than its type says, so that nothing is known of it. */
    private static boolean isReplaced(BeanProperty property, JsonSerializer<?> own, SerializerProvider provider) {
        AnnotationIntrospector annotations = provider.getAnnotationIntrospector();
        AnnotatedMember member = property.getMember();
        JsonFormat.Value format = annotations.findFormat(member);
        return annotations.findSerializer(member) != null
                || annotations.findContentSerializer(member) != null
                || annotations.findSerializationConverter(member) != null
                || annotations.findSerializationContentConverter(member) != null
                || annotations.findObjectIdInfo(member) != null
                || property.getAnnotation(JsonIdentityReference.class) != null
                || (format != null && format.hasShape())
                || own.usesObjectId(); // the second time it is its id
    }

    private static Shape maybe(Shape shape) {
        return shape instanceof Shape.Maybe ? shape : new Shape.Maybe(shape);
    }

    /** Whether an annotation at the property may give its values another form. */
    private static boolean isScalar(JavaType type) {
        String name = type.getRawClass().getName();
        boolean plain = type.isPrimitive() || type.isEnumType() || name.startsWith("java.");
        return plain
                && !type.isContainerType()
                && !type.isReferenceType()
                && !type.isJavaLangObject()
                && !name.startsWith("java.nio.")
                && !name.startsWith("java.util.Optional");
    }

    /** Hears of one type what its serializer has to say. */
    private final class Visitor extends JsonFormatVisitorWrapper.Base {
        private final ObjectKey key;
        private Shape shape = Shapes.ANYTHING;

        private Visitor(SerializerProvider provider, ObjectKey key) {
            super(provider);
            this.key = key;
        }

        @Override
        public JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
            List<Property> properties = new ArrayList<>();
            shapes.objects().put(key, properties);
            shape = new Shape.Ref(key);
            Map<String, String> names = shapes.javaNames(type, Direction.OUT);
            return new JsonObjectFormatVisitor.Base(getProvider()) {
                @Override
                public void property(BeanProperty property) throws JsonMappingException {
                    add(property);
                }

                @Override
                public void optionalProperty(BeanProperty property) throws JsonMappingException {
                    add(property);
                }

                private void add(BeanProperty property) throws JsonMappingException {
                    String name = property.getName();
                    properties.add(
                            WrittenShapes.this.property(property, key, getProvider(), names.getOrDefault(name, name)));
                }
            };
        }

        @Override
        public JsonArrayFormatVisitor expectArrayFormat(JavaType type) {
            shape = new Shape.ListOf(Shapes.ANYTHING);
            return new JsonArrayFormatVisitor.Base(getProvider()) {
                @Override
                public void itemsFormat(@Nullable JsonFormatVisitable handler, JavaType item) {
                    shape = new Shape.ListOf(shapes.of(item, Direction.OUT, key.checked()));
                }

                @Override
                public void itemsFormat(JsonFormatTypes format) {
                    shape = new Shape.ListOf(ofFormat(format));
                }
            };
        }

        @Override
        public JsonStringFormatVisitor expectStringFormat(JavaType type) {
            shape = new Shape.Text(Formats.of(key.type().getRawClass()));
            return new JsonStringFormatVisitor.Base() {
                @Override
                public void format(JsonValueFormat format) {
                    // that of the class says it already, and a pattern of an annotation may say otherwise
                }

                @Override
                public void enumTypes(Set<String> texts) {
                    shape = new Shape.OneOf(List.copyOf(texts));
                }
            };
        }

        @Override
        public JsonNumberFormatVisitor expectNumberFormat(JavaType type) {
            shape = new Shape.Numeric(false, List.of());
            return new JsonNumberFormatVisitor.Base() {
                @Override
                public void numberType(JsonParser.NumberType type) {
                    // all are numbers of JSON
                }
            };
        }

        @Override
        public JsonIntegerFormatVisitor expectIntegerFormat(JavaType type) {
            shape = new Shape.Numeric(true, Shapes.bounds(key.type().getRawClass()));
            return new JsonIntegerFormatVisitor.Base();
        }

        @Override
        public JsonBooleanFormatVisitor expectBooleanFormat(JavaType type) {
            shape = new Shape.Flag();
            return new JsonBooleanFormatVisitor.Base();
        }

        @Override
        public JsonAnyFormatVisitor expectAnyFormat(JavaType type) {
            shape = Shapes.ANYTHING;
            return new JsonAnyFormatVisitor.Base();
        }

        @Override
        public JsonMapFormatVisitor expectMapFormat(JavaType type) {
            shape = new Shape.MapOf(Shapes.ANYTHING);
            return new JsonMapFormatVisitor.Base(getProvider()) {
                @Override
                public void valueFormat(JsonFormatVisitable handler, JavaType value) {
                    shape = new Shape.MapOf(shapes.of(value, Direction.OUT, key.checked()));
                }
            };
        }
    }

    private static Shape ofFormat(JsonFormatTypes format) {
        return switch (format) {
            case STRING -> Shapes.TEXT;
            case NUMBER -> new Shape.Numeric(false, List.of());
            case INTEGER -> new Shape.Numeric(true, List.of());
            case BOOLEAN -> new Shape.Flag();
            default -> Shapes.ANYTHING;
        };
    }
}
