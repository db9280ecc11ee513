package io.sockee.routing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.ArrayType;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Refuses texts for {@code double} and {@code float}: Jackson would take {@code "NaN"} and {@code "Infinity"} for numbers. */
final class FractionModule extends SimpleModule {
    private static final long serialVersionUID = 1L;
    private static final Set<Class<?>> FRACTIONS = Set.of(double.class, Double.class, float.class, Float.class);

    FractionModule() {
        super("sockee-fractions");
        setDeserializerModifier(new NumbersOnly());
    }

    private static final class NumbersOnly extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
            return FRACTIONS.contains(bean.getBeanClass()) ? new FromNumber(deserializer) : deserializer;
        }

        @Override
        public JsonDeserializer<?> modifyArrayDeserializer(
                DeserializationConfig config, ArrayType type, BeanDescription bean, JsonDeserializer<?> deserializer) {
            Class<?> component = type.getContentType().getRawClass();
            return component.isPrimitive() && FRACTIONS.contains(component)
                    ? new FromNumbers(type.getRawClass())
                    : deserializer;
        }
    }

    private static final class FromNumber extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;

        FromNumber(JsonDeserializer<?> delegate) {
            super(delegate);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
            return new FromNumber(delegate);
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return in.currentToken() == JsonToken.VALUE_STRING
                    ? context.handleUnexpectedToken(handledType(), in)
                    : super.deserialize(in, context);
        }
    }

    /** Reads an array of primitives element by element. */
    private static final class FromNumbers extends StdDeserializer<Object> {
        private static final long serialVersionUID = 1L;
        private final Class<?> type;

        FromNumbers(Class<?> type) {
            super(type);
            this.type = type;
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (in.currentToken() != JsonToken.START_ARRAY) {
                return context.handleUnexpectedToken(type, in);
            }
            List<Object> numbers = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                try {
                    numbers.add(context.readValue(in, type.getComponentType()));
                } catch (JsonProcessingException e) {
                    throw JsonMappingException.wrapWithPath(e, numbers, numbers.size());
                }
            }
            Object array = Array.newInstance(type.getComponentType(), numbers.size());
            for (int i = 0; i < numbers.size(); i++) {
                Array.set(array, i, numbers.get(i));
            }
            return array;
        }
    }
}
