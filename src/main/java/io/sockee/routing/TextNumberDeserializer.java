package io.sockee.routing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads a number that travels as text, in JSON's notation between quotes, since JavaScript's numbers have only 53 bits. A number
 * without quotes is taken as well.
 */
final class TextNumberDeserializer extends StdDeserializer<Object> {
    private static final long serialVersionUID = 1L;
    private static final int MAX_LENGTH = 1000; // as Jackson has it for numbers
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,4})?");

    private record Kind(boolean whole, Function<BigDecimal, Object> of) {}

    private static final Map<Class<?>, Kind> KINDS = Map.ofEntries(
            Map.entry(byte.class, new Kind(true, BigDecimal::byteValueExact)),
            Map.entry(Byte.class, new Kind(true, BigDecimal::byteValueExact)),
            Map.entry(short.class, new Kind(true, BigDecimal::shortValueExact)),
            Map.entry(Short.class, new Kind(true, BigDecimal::shortValueExact)),
            Map.entry(int.class, new Kind(true, BigDecimal::intValueExact)),
            Map.entry(Integer.class, new Kind(true, BigDecimal::intValueExact)),
            Map.entry(long.class, new Kind(true, BigDecimal::longValueExact)),
            Map.entry(Long.class, new Kind(true, BigDecimal::longValueExact)),
            Map.entry(BigInteger.class, new Kind(true, BigDecimal::toBigIntegerExact)),
            Map.entry(float.class, new Kind(false, TextNumberDeserializer::toFloat)),
            Map.entry(Float.class, new Kind(false, TextNumberDeserializer::toFloat)),
            Map.entry(double.class, new Kind(false, TextNumberDeserializer::toDouble)),
            Map.entry(Double.class, new Kind(false, TextNumberDeserializer::toDouble)),
            Map.entry(BigDecimal.class, new Kind(false, number -> number)));

    private final Class<?> type;

    TextNumberDeserializer(Class<?> type) {
        super(type);
        this.type = type;
    }

    /** What it reads is text, whatever it makes of it. */
    @Override
    public LogicalType logicalType() {
        return LogicalType.Textual;
    }

    /** Whether it can make values of a type. */
    static boolean suits(Class<?> type) {
        return KINDS.containsKey(type);
    }

    /**
     * A number as a value of a type.
     *
     * @throws ArithmeticException when the type cannot hold it
     */
    static Object convert(BigDecimal number, Class<?> type) {
        Kind kind = KINDS.get(type);
        if (kind == null) {
            throw new IllegalArgumentException("no numbers: " + type);
        }
        return kind.of().apply(number);
    }

    private static Object toFloat(BigDecimal number) {
        if (!Float.isFinite(number.floatValue())) {
            throw new ArithmeticException("infinite");
        }
        return number.floatValue();
    }

    private static Object toDouble(BigDecimal number) {
        if (!Double.isFinite(number.doubleValue())) {
            throw new ArithmeticException("infinite");
        }
        return number.doubleValue();
    }

    @Override
    public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            return context.readValue(in, type);
        }
        String text = in.getText();
        boolean whole = KINDS.containsKey(type) && KINDS.get(type).whole();
        if (text.length() <= MAX_LENGTH
                && (whole ? WHOLE : DECIMAL).matcher(text).matches()) {
            try {
                return convert(new BigDecimal(text), type);
            } catch (ArithmeticException e) {
                return context.reportInputMismatch(type, "too large");
            }
        }
        return context.reportInputMismatch(type, "expected a number as text");
    }

    @Override
    public Object getNullValue(DeserializationContext context) throws JsonMappingException {
        return context.findRootValueDeserializer(context.constructType(type)).getNullValue(context);
    }
}
