package io.sockee.routing;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of Jakarta JSON Processing, both ways, with all digits of their numbers. The implementation is the server's. */
final class JsonpModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    JsonpModule() {
        super("sockee-jsonp");
        addSerializer(JsonValue.class, new ValueSerializer());
        for (Class<? extends JsonValue> type : List.of(
                JsonValue.class,
                JsonStructure.class,
                JsonObject.class,
                JsonArray.class,
                JsonString.class,
                JsonNumber.class)) {
            add(type);
        }
    }

    private <T extends JsonValue> void add(Class<T> type) {
        addDeserializer(type, new ValueDeserializer<>(type));
    }

    private static final class ValueSerializer extends JsonSerializer<JsonValue> {
        @Override
        public void serialize(JsonValue value, JsonGenerator out, SerializerProvider context) throws IOException {
            write(value, out);
        }

        private static void write(JsonValue value, JsonGenerator out) throws IOException {
            switch (value.getValueType()) {
                case OBJECT -> {
                    out.writeStartObject();
                    for (Map.Entry<String, JsonValue> field :
                            value.asJsonObject().entrySet()) {
                        out.writeFieldName(field.getKey());
                        write(field.getValue(), out);
                    }
                    out.writeEndObject();
                }
                case ARRAY -> {
                    out.writeStartArray();
                    for (JsonValue element : value.asJsonArray()) {
                        write(element, out);
                    }
                    out.writeEndArray();
                }
                case STRING -> out.writeString(((JsonString) value).getString());
                case NUMBER -> out.writeNumber(value.toString()); // JSON, by its contract
                case TRUE -> out.writeBoolean(true);
                case FALSE -> out.writeBoolean(false);
                case NULL -> out.writeNull();
            }
        }
    }

    private static final class ValueDeserializer<T extends JsonValue> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        /** Looked up once, and not before it is needed. */
        private static final class Provided {
            static final JsonProvider PROVIDER = JsonProvider.provider();
        }

        private final Class<T> type;

        ValueDeserializer(Class<T> type) {
            super(type);
            this.type = type;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonValue value = read(in, context);
            return type.isInstance(value)
                    ? type.cast(value)
                    : context.reportInputMismatch(type, "another kind of JSON");
        }

        @Override
        public @Nullable T getNullValue(DeserializationContext context) {
            return type == JsonValue.class ? type.cast(JsonValue.NULL) : null;
        }

        private static JsonValue read(JsonParser in, DeserializationContext context) throws IOException {
            JsonProvider json = Provided.PROVIDER;
            return switch (in.currentToken()) {
                case START_OBJECT -> {
                    JsonObjectBuilder object = json.createObjectBuilder();
                    while (in.nextToken() != JsonToken.END_OBJECT) {
                        String name = in.currentName();
                        JsonToken unused = in.nextToken();
                        object.add(name, read(in, context));
                    }
                    yield object.build();
                }
                case START_ARRAY -> {
                    JsonArrayBuilder array = json.createArrayBuilder();
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        array.add(read(in, context));
                    }
                    yield array.build();
                }
                case VALUE_STRING -> json.createValue(in.getText());
                case VALUE_NUMBER_INT -> json.createValue(in.getBigIntegerValue());
                case VALUE_NUMBER_FLOAT -> json.createValue(in.getDecimalValue());
                case VALUE_TRUE -> JsonValue.TRUE;
                case VALUE_FALSE -> JsonValue.FALSE;
                case VALUE_NULL -> JsonValue.NULL;
                default -> (JsonValue) context.handleUnexpectedToken(JsonValue.class, in);
            };
        }
    }
}
