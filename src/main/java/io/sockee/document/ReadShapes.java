package io.sockee.document;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.CreatorProperty;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.sockee.document.Shape.Direction;
import io.sockee.document.Shape.ObjectKey;
import io.sockee.document.Shape.Property;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The shapes of what is read, as Jackson's deserializers tell them. */
final class ReadShapes {
    private final ObjectMapper mapper;
    private final Shapes shapes;

    ReadShapes(ObjectMapper mapper, Shapes shapes) {
        this.mapper = mapper;
        this.shapes = shapes;
    }

    /** The shape of a type that is no list, no map and nothing else that all codecs agree on. */
    Shape of(JavaType type, boolean checked) {
        DefaultDeserializationContext context = ((DefaultDeserializationContext) mapper.getDeserializationContext())
                .createDummyInstance(mapper.getDeserializationConfig());
        try {
            return of(type, context.findNonContextualValueDeserializer(type), checked);
        } catch (JsonMappingException | IllegalArgumentException e) {
            return Shapes.ANYTHING;
        }
    }

    private Shape of(JavaType type, JsonDeserializer<?> deserializer, boolean checked) {
        if (deserializer instanceof BeanDeserializerBase bean) {
            return ofBean(type, bean, checked);
        }
        LogicalType kind = deserializer.logicalType();
        Class<?> raw = type.getRawClass();
        if (kind == null) {
            return Shapes.ANYTHING;
        }
        return switch (kind) {
            case Textual, DateTime, OtherScalar -> new Shape.Text(Formats.of(raw));
            case Integer -> new Shape.Numeric(true, Shapes.bounds(raw));
            case Float -> new Shape.Numeric(false, List.of());
            case Boolean -> new Shape.Flag();
            case Enum -> shapes.of(type, Direction.OUT, checked); // by the names that are written
            case Binary -> new Shape.Bytes();
            default -> Shapes.ANYTHING;
        };
    }

    private Shape ofBean(JavaType type, BeanDeserializerBase bean, boolean checked) {
        ObjectKey key = new ObjectKey(type, Direction.IN, checked);
        if (shapes.objects().containsKey(key)) {
            return new Shape.Ref(key);
        }
        ValueInstantiator made = bean.getValueInstantiator();
        if (made.canCreateUsingDelegate()) {
            return shapes.of(made.getDelegateType(mapper.getDeserializationConfig()), Direction.IN, checked);
        } else if (made.canCreateUsingArrayDelegate()) {
            return shapes.of(made.getArrayDelegateType(mapper.getDeserializationConfig()), Direction.IN, checked);
        } else if (bean.getPropertyCount() == 0 && made.canCreateFromString()) {
            return Shapes.TEXT;
        }
        List<Property> properties = new ArrayList<>();
        shapes.objects().put(key, properties);
        Map<String, String> names = shapes.javaNames(type, Direction.IN);
        List<String> order = List.copyOf(names.keySet());
        List<SettableBeanProperty> all = new ArrayList<>();
        bean.properties().forEachRemaining(all::add);
        all.sort(Comparator.comparingInt(property -> order.indexOf(property.getName())));
        for (SettableBeanProperty property : all) {
            String name = property.getName();
            properties.add(property(property, key, names.getOrDefault(name, name)));
        }
        return new Shape.Ref(key);
    }

    private Property property(SettableBeanProperty property, ObjectKey owner, String javaName) {
        JavaType type = property.getType();
        Restrictions.Place place =
                shapes.restrictions().ofProperty(owner.type().getRawClass(), javaName, owner.checked());
        Shape shape = place.apply(ofValue(property, type, place.cascaded()));
        Nulls nulls = Nulls.of(property.getMember(), type);
        boolean missing = type.isPrimitive() && property instanceof CreatorProperty;
        return new Property(
                property.getName(),
                nulls.maybe() && !isMaybe(shape) && !place.required() ? new Shape.Maybe(shape) : shape,
                !nulls.maybe() || place.required(),
                missing || place.required() || property.isRequired());
    }

    static boolean isMaybe(Shape shape) {
        return shape instanceof Shape.Maybe
                || (shape instanceof Shape.Restricted restricted && isMaybe(restricted.shape()));
    }

    /** A deserializer that an annotation of the property asks for may take another form than the type's own. */
    private Shape ofValue(SettableBeanProperty property, JavaType type, boolean checked) {
        if (!property.hasValueDeserializer() || type.isContainerType() || type.isReferenceType()) {
            return shapes.of(type, Direction.IN, checked);
        }
        JsonDeserializer<?> own = property.getValueDeserializer();
        boolean other = own.logicalType() != null
                && List.of(LogicalType.Textual, LogicalType.Integer, LogicalType.Float)
                        .contains(own.logicalType());
        return other ? of(type, own, checked) : shapes.of(type, Direction.IN, checked);
    }
}
