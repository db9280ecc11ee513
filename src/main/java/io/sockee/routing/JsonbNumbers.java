package io.sockee.routing;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.ParsePosition;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes numbers as text in the form of a pattern, and reads them ({@code @JsonbNumberFormat}; JSON-B 3.0, section 4.9). */
final class JsonbNumbers {
    private static final int MAX_LENGTH = 1000; // as Jackson has it for numbers

    private final DecimalFormat format;

    JsonbNumbers(String pattern, @Nullable Locale locale) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale == null ? Locale.ROOT : locale);
        format = pattern.isEmpty() ? new DecimalFormat("#,##0.###", symbols) : new DecimalFormat(pattern, symbols);
        format.setParseBigDecimal(true);
    }

    /** A copy: a format must not be used by two threads at a time. */
    private DecimalFormat own() {
        return (DecimalFormat) format.clone();
    }

    JsonSerializer<Number> serializer() {
        return new JsonSerializer<>() {
            @Override
            public void serialize(Number value, JsonGenerator out, SerializerProvider context) throws IOException {
                out.writeString(own().format(value));
            }
        };
    }

    JsonDeserializer<Object> deserializer(Class<?> type) {
        return new Deserializer(type);
    }

    private final class Deserializer extends StdDeserializer<Object> {
        private static final long serialVersionUID = 1L;
        private final Class<?> type;

        Deserializer(Class<?> type) {
            super(type);
            this.type = type;
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (in.currentToken() != JsonToken.VALUE_STRING) {
                return context.handleUnexpectedToken(type, in);
            }
            String text = in.getText();
            ParsePosition end = new ParsePosition(0);
            Object number = text.length() > MAX_LENGTH ? null : own().parseObject(text, end);
            if (number instanceof BigDecimal decimal && end.getIndex() == text.length() && isBounded(decimal)) {
                try {
                    return TextNumberDeserializer.convert(decimal, type);
                } catch (ArithmeticException e) {
                    return context.reportInputMismatch(type, "too large");
                }
            }
            return context.reportInputMismatch(type, "expected a number as text");
        }

        /** Whether the exponent is small enough to work with: a pattern may have one. */
        private boolean isBounded(BigDecimal decimal) {
            return Math.abs((long) decimal.scale()) <= 9_999;
        }

        @Override
        public Object getNullValue(DeserializationContext context) throws JsonMappingException {
            return context.findRootValueDeserializer(context.constructType(type))
                    .getNullValue(context);
        }
    }
}
