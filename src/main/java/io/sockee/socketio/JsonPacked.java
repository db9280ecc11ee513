package io.sockee.socketio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Writes JSON in MessagePack, with bytes in the place of placeholders. MessagePack says of everything first how many items it has, so the
 * text is read twice: to count, and to write. For one thread.
 */
final class JsonPacked {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // Field names may be strangers', who could fill a table of them that all share.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder() // what is written here has been checked before
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final int UNSIGNED_BITS = 64;

    private final List<byte[]> attachments;
    private final PackedOutput to;

    // How many items each array or object has, in the order of their beginnings; of a placeholder, below 0, what it
    // stands for.
    private int[] counts = new int[8];
    private int size;

    JsonPacked(List<byte[]> attachments, PackedOutput to) {
        this.attachments = attachments;
        this.to = to;
    }

    /** Writes one value. */
    void value(String json) {
        write(json, true);
    }

    /** Writes the values of an array, without its head. */
    void items(String array) {
        write(array, false);
    }

    private void write(String json, boolean headed) {
        try (JsonParser counting = FACTORY.createParser(json);
                JsonParser writing = FACTORY.createParser(json)) {
            new Counting(counting).count();
            int structures = 0;
            for (JsonToken token = writing.nextToken(); token != null; token = writing.nextToken()) {
                if (!token.isStructStart()) {
                    scalar(writing, token);
                } else if (counts[structures] < 0) {
                    to.binary(attachments.get(-1 - counts[structures]));
                    structures += pass(writing);
                } else {
                    if (headed || structures > 0) {
                        open(token, counts[structures]);
                    }
                    structures++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text that was JSON before", e);
        }
    }

    private void open(JsonToken token, int count) {
        if (token == JsonToken.START_ARRAY) {
            to.array(count);
        } else {
            to.map(count);
        }
    }

    /** Passes over a structure; how many there are in it, itself included. */
    private static int pass(JsonParser parser) throws IOException {
        int structures = 1;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token.isStructStart()) {
                structures++;
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        }
        return structures;
    }

    private void scalar(JsonParser parser, JsonToken token) throws IOException {
        switch (token) {
            case FIELD_NAME -> to.text(parser.currentName());
            case VALUE_STRING -> to.text(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> to.fraction(parser.getDoubleValue());
            case VALUE_TRUE -> to.flag(true);
            case VALUE_FALSE -> to.flag(false);
            case VALUE_NULL -> to.nil();
            default -> {
                // the end of a structure has no form of its own
            }
        }
    }

    /** Past 64 bits it loses digits, as it does for everybody who reads JSON into a number of JavaScript. */
    private void integer(JsonParser parser) throws IOException {
        if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            to.integer(parser.getLongValue());
            return;
        }
        BigInteger value = parser.getBigIntegerValue();
        if (value.signum() > 0 && value.bitLength() <= UNSIGNED_BITS) {
            to.unsigned(value.longValue());
        } else {
            to.fraction(value.doubleValue());
        }
    }

    /** The first reading. */
    private final class Counting {
        private static final int ABSENT = -1;

        private final JsonParser parser;
        private int[] open = new int[8]; // which of the counts it is
        private int[] num = new int[8];
        private boolean[] placeholder = new boolean[8];
        private int depth;

        Counting(JsonParser parser) {
            this.parser = parser;
        }

        void count() throws IOException {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    String field = parser.currentName();
                    JsonToken value = parser.nextToken();
                    look(field, value);
                    begin(value);
                } else {
                    begin(token);
                }
            }
        }

        private void look(String field, JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_TRUE && field.equals("_placeholder")) {
                placeholder[depth] = true;
            } else if (value == JsonToken.VALUE_NUMBER_INT && field.equals("num")) {
                num[depth] = parser.getText().length() < 9 ? parser.getIntValue() : ABSENT;
            }
        }

        private void begin(JsonToken token) {
            if (token.isStructEnd()) {
                end();
                return;
            }
            if (depth > 0) {
                counts[open[depth]]++;
            }
            if (token.isStructStart()) {
                enter();
            }
        }

        private void enter() {
            depth++;
            if (depth == open.length) {
                open = Arrays.copyOf(open, depth * 2);
                num = Arrays.copyOf(num, depth * 2);
                placeholder = Arrays.copyOf(placeholder, depth * 2);
            }
            if (size == counts.length) {
                counts = Arrays.copyOf(counts, size * 2);
            }
            open[depth] = size;
            counts[size++] = 0;
            num[depth] = ABSENT;
            placeholder[depth] = false;
        }

        private void end() {
            if (placeholder[depth] && num[depth] >= 0 && num[depth] < attachments.size()) {
                counts[open[depth]] = -1 - num[depth];
            }
            depth--;
        }
    }
}
