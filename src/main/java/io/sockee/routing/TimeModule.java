package io.sockee.routing;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times are ISO 8601 text. Numbers are refused: JavaScript's are milliseconds, other languages' are seconds, and nothing tells
 * them apart. Only where an annotation says so is a time a number.
 */
final class TimeModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    TimeModule() {
        super("sockee-time");
        setDeserializerModifier(new TextOnly());
    }

    static boolean isTime(Class<?> type) {
        return type.getPackageName().equals("java.time")
                || Date.class.isAssignableFrom(type)
                || Calendar.class.isAssignableFrom(type);
    }

    private static final class TextOnly extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
            return isTime(bean.getBeanClass()) ? new FromText(deserializer, false) : deserializer;
        }
    }

    private static final class FromText extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;

        /** Types for which Jackson takes digits for a time stamp, even in quotes. */
        private static final Set<Class<?>> STAMPED = Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class);

        private static final Pattern DIGITS = Pattern.compile("[-+]?[0-9.]*");

        private final boolean patterned;

        /**
         * @param patterned whether an annotation gives the text's pattern: it may consist of digits
         */
        FromText(JsonDeserializer<?> delegate, boolean patterned) {
            super(delegate);
            this.patterned = patterned;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
            return new FromText(delegate, patterned);
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
                throws JsonMappingException {
            JavaType type = context.constructType(_delegatee.handledType());
            JsonDeserializer<?> contextual = context.handleSecondaryContextualization(_delegatee, property, type);
            JsonFormat.Value format = findFormatOverrides(context, property, handledType());
            if (format != null && format.getShape().isNumeric()) {
                return contextual;
            }
            return new FromText(contextual, format != null && format.hasPattern());
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
            boolean text = in.currentToken() == JsonToken.VALUE_STRING && !isStamp(in.getText());
            return text ? super.deserialize(in, context) : context.handleUnexpectedToken(handledType(), in);
        }

        private boolean isStamp(String text) {
            Class<?> type = handledType();
            return !patterned
                    && (STAMPED.contains(type) || !type.getPackageName().equals("java.time"))
                    && DIGITS.matcher(text).matches();
        }
    }
}
