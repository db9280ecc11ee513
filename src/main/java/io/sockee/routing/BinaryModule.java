package io.sockee.routing;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.sockee.api.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Binary data in JSON: a placeholder object stands where an attachment belongs, at any depth. The list of attachments is
 * passed to each read and write as the attribute {@link #ATTACHMENTS}.
 */
final class BinaryModule extends SimpleModule {
    static final Object ATTACHMENTS = "io.sockee.attachments";

    private static final long serialVersionUID = 1L;
    private static final String PLACEHOLDER = "_placeholder";
    private static final String NUM = "num";

    BinaryModule() {
        super("sockee-binary");
        addSerializer(byte[].class, new BytesSerializer());
        addSerializer(ByteBuffer.class, new BufferSerializer());
        addSerializer(Json.class, new RawSerializer());
        addDeserializer(byte[].class, new BytesDeserializer());
        addDeserializer(ByteBuffer.class, new BufferDeserializer());
        addDeserializer(Json.class, new RawDeserializer());
    }

    private static void writePlaceholder(byte[] bytes, JsonGenerator out, SerializerProvider context)
            throws IOException {
        @SuppressWarnings("unchecked") // only ValueCodec sets the attribute
        List<byte[]> attachments = (List<byte[]>) context.getAttribute(ATTACHMENTS);
        out.writeStartObject();
        out.writeBooleanField(PLACEHOLDER, true);
        out.writeNumberField(NUM, attachments.size());
        out.writeEndObject();
        attachments.add(bytes);
    }

    private static byte[] attachment(JsonParser in, DeserializationContext context) throws IOException {
        boolean placeholder = false;
        int num = -1;
        if (in.currentToken() != JsonToken.START_OBJECT) {
            return notBinary(context);
        }
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            JsonToken value = in.nextToken();
            if (field.equals(PLACEHOLDER) && value == JsonToken.VALUE_TRUE) {
                placeholder = true;
            } else if (field.equals(NUM) && value == JsonToken.VALUE_NUMBER_INT) {
                num = in.getIntValue();
            } else {
                in.skipChildren();
            }
        }
        Object attribute = context.getAttribute(ATTACHMENTS);
        List<?> attachments = attribute instanceof List<?> list ? list : List.of();
        if (!placeholder || num < 0 || num >= attachments.size()) {
            return notBinary(context);
        }
        return (byte[]) attachments.get(num);
    }

    private static byte[] notBinary(DeserializationContext context) throws IOException {
        return context.reportInputMismatch(byte[].class, "expected binary data");
    }

    private static final class BytesSerializer extends JsonSerializer<byte[]> {
        @Override
        public void serialize(byte[] value, JsonGenerator out, SerializerProvider context) throws IOException {
            writePlaceholder(value.clone(), out, context); // it may be sent later, and be changed before
        }
    }

    private static final class BufferSerializer extends JsonSerializer<ByteBuffer> {
        @Override
        public void serialize(ByteBuffer value, JsonGenerator out, SerializerProvider context) throws IOException {
            byte[] bytes = new byte[value.remaining()];
            value.duplicate().get(bytes);
            writePlaceholder(bytes, out, context);
        }
    }

    private static final class RawSerializer extends JsonSerializer<Json> {
        @Override
        public void serialize(Json value, JsonGenerator out, SerializerProvider context) throws IOException {
            out.writeRawValue(value.text());
        }
    }

    private static final class BytesDeserializer extends JsonDeserializer<byte[]> {
        @Override
        public byte[] deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return attachment(in, context);
        }
    }

    private static final class BufferDeserializer extends JsonDeserializer<ByteBuffer> {
        @Override
        public ByteBuffer deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return ByteBuffer.wrap(attachment(in, context)).asReadOnlyBuffer();
        }
    }

    /** A part of a value as JSON text: copied token by token, so that only its white space and escapes may change. */
    private static final class RawDeserializer extends JsonDeserializer<Json> {
        @Override
        public Json deserialize(JsonParser in, DeserializationContext context) throws IOException {
            StringWriter text = new StringWriter();
            try (JsonGenerator out = in.getCodec().getFactory().createGenerator(text)) {
                int depth = 0;
                do {
                    JsonToken token = depth == 0 && out.getOutputContext().getEntryCount() == 0
                            ? in.currentToken()
                            : in.nextToken();
                    depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                    if (token.isNumeric()) {
                        out.writeNumber(in.getText());
                    } else {
                        out.copyCurrentEvent(in);
                    }
                } while (depth > 0);
            }
            return new Json(text.toString());
        }
    }
}
