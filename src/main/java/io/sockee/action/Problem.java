package io.sockee.action;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sockee.api.RefusedException;
import io.sockee.routing.RefusalInfo;
import io.sockee.routing.RefusalKind;
import io.sockee.routing.ValueCodec;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Problem details (RFC 9457): {@code title}, {@code status}, {@code detail}; and what a socket would be told beside the message, by the
 * same names: {@code fields} when fields of the input were refused, {@code retryAfter}, in seconds, when it may be tried again, {@code
 * info} when the refusal has data.
 */
final class Problem {
    private static final JsonFactory JSON = new JsonFactory();

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private Problem() {}

    /** Problem details that tell no more than what they are. */
    static String json(int status, String detail) {
        return written(out -> begin(out, status, detail));
    }

    static String json(int status, RefusedException refusal, ValueCodec codec) {
        List<byte[]> attachments = new ArrayList<>(0);
        String info = RefusalInfo.json(refusal, codec, attachments);
        long seconds = RefusalKind.seconds(refusal);
        return written(out -> {
            begin(out, status, refusal.text());
            if (!refusal.fields().isEmpty()) {
                out.writeObjectFieldStart("fields");
                for (Map.Entry<String, String> field : refusal.fields().entrySet()) {
                    out.writeStringField(field.getKey(), field.getValue());
                }
                out.writeEndObject();
            }
            if (seconds > 0) {
                out.writeNumberField(RefusedException.RETRY_AFTER, seconds);
            }
            if (info != null) {
                out.writeFieldName("info");
                out.writeRawValue(HttpReply.withBinary(info, attachments));
            }
        });
    }

    private static void begin(JsonGenerator out, int status, String detail) throws IOException {
        out.writeStringField("title", TITLES.getOrDefault(status, "Error"));
        out.writeNumberField("status", status);
        out.writeStringField("detail", detail);
    }

    @FunctionalInterface
    private interface Members {
        void writeTo(JsonGenerator out) throws IOException;
    }

    private static String written(Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            members.writeTo(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter fails never
        }
        return text.toString();
    }
}
