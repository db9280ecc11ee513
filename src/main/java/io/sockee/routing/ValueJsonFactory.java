package io.sockee.routing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.ReaderBasedJsonParser;
import com.fasterxml.jackson.core.json.WriterBasedJsonGenerator;
import com.fasterxml.jackson.core.sym.CharsToNameCanonicalizer;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The JSON of values. Numbers that are read may have exponents of up to four digits: {@code 1e2000000000} would else become
 * a number of two thousand million digits in the hands of whoever works with it. A number that is too large for a {@code
 * double} or {@code float} is refused, not made infinite. NaN and the infinities, which JSON does not have, are written as
 * {@code null}, as JavaScript's {@code JSON.stringify} does.
 */
final class ValueJsonFactory extends JsonFactory {
    private static final long serialVersionUID = 1L;
    private static final int MAX_EXPONENT_DIGITS = 4;

    private ValueJsonFactory(JsonFactoryBuilder builder) {
        super(builder);
    }

    /**
     * @param maxDepth how deep arrays and objects may be nested, both ways
     */
    static ValueJsonFactory of(int maxDepth) {
        JsonFactoryBuilder builder = new JsonFactoryBuilder();
        builder.disable(JsonFactory.Feature.INTERN_FIELD_NAMES);
        builder.streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxStringLength(Integer.MAX_VALUE) // a message's size is bounded before it gets here
                .build());
        builder.streamWriteConstraints(
                StreamWriteConstraints.builder().maxNestingDepth(maxDepth).build());
        return new ValueJsonFactory(builder);
    }

    @Override
    protected JsonParser _createParser(char[] data, int offset, int length, IOContext context, boolean recyclable) {
        return new Parser(
                context,
                _parserFeatures,
                _objectCodec,
                _rootCharSymbols.makeChild(),
                data,
                offset,
                offset + length,
                recyclable);
    }

    @Override
    protected JsonParser _createParser(Reader reader, IOContext context) {
        return new Parser(context, _parserFeatures, reader, _objectCodec, _rootCharSymbols.makeChild());
    }

    @Override
    protected JsonGenerator _createGenerator(Writer out, IOContext context) {
        return new Generator(context, _generatorFeatures, _objectCodec, out, _quoteChar);
    }

    private static final class Generator extends WriterBasedJsonGenerator {
        Generator(IOContext context, int features, ObjectCodec codec, Writer out, char quote) {
            super(context, features, codec, out, quote);
        }

        @Override
        public void writeNumber(double number) throws IOException {
            if (Double.isFinite(number)) {
                super.writeNumber(number);
            } else {
                writeNull();
            }
        }

        @Override
        public void writeNumber(float number) throws IOException {
            if (Float.isFinite(number)) {
                super.writeNumber(number);
            } else {
                writeNull();
            }
        }
    }

    private static final class Parser extends ReaderBasedJsonParser {

        Parser(IOContext context, int features, Reader reader, ObjectCodec codec, CharsToNameCanonicalizer names) {
            super(context, features, reader, codec, names);
        }

        Parser(
                IOContext context,
                int features,
                ObjectCodec codec,
                CharsToNameCanonicalizer names,
                char[] data,
                int start,
                int end,
                boolean recyclable) {
            super(context, features, noReader(), codec, names, data, start, end, recyclable);
        }

        @SuppressWarnings("NullAway") // as in Jackson's own factory: all characters are there
        private static Reader noReader() {
            return null;
        }

        private void checkExponent(Class<?> type) throws IOException {
            if (_currToken != JsonToken.VALUE_NUMBER_FLOAT) {
                return;
            }
            char[] text = getTextCharacters();
            int end = getTextOffset() + getTextLength();
            for (int i = getTextOffset(); i < end; i++) {
                if (text[i] == 'e' || text[i] == 'E') {
                    checkDigits(text, i + 1, end, type);
                    return;
                }
            }
        }

        private void checkDigits(char[] text, int from, int end, Class<?> type) throws IOException {
            int first = from;
            while (first < end && (text[first] == '-' || text[first] == '+' || text[first] == '0')) {
                first++;
            }
            if (end - first > MAX_EXPONENT_DIGITS) {
                throw unfit(type);
            }
        }

        private InputCoercionException unfit(Class<?> type) {
            return new InputCoercionException(this, "too large", _currToken, type);
        }

        @Override
        public BigDecimal getDecimalValue() throws IOException {
            checkExponent(BigDecimal.class);
            return super.getDecimalValue();
        }

        @Override
        public BigInteger getBigIntegerValue() throws IOException {
            checkExponent(BigInteger.class);
            return super.getBigIntegerValue();
        }

        @Override
        public Number getNumberValue() throws IOException {
            checkExponent(Number.class);
            return super.getNumberValue();
        }

        @Override
        public Number getNumberValueExact() throws IOException {
            checkExponent(Number.class);
            return super.getNumberValueExact();
        }

        @Override
        public Object getNumberValueDeferred() throws IOException {
            checkExponent(Number.class);
            return super.getNumberValueDeferred();
        }

        @Override
        public int getIntValue() throws IOException {
            checkExponent(int.class);
            return super.getIntValue();
        }

        @Override
        public long getLongValue() throws IOException {
            checkExponent(long.class);
            return super.getLongValue();
        }

        @Override
        public double getDoubleValue() throws IOException {
            double value = super.getDoubleValue();
            if (!Double.isFinite(value)) {
                throw unfit(double.class);
            }
            return value;
        }

        @Override
        public float getFloatValue() throws IOException {
            float value = super.getFloatValue();
            if (!Float.isFinite(value)) {
                throw unfit(float.class);
            }
            return value;
        }
    }
}
