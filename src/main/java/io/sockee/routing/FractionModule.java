package io.sockee.routing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Set;

/** A text is no {@code double} and no {@code float}: Jackson takes {@code "NaN"} and {@code "Infinity"} for some. */
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
}
