package io.sockee.routing;

import io.sockee.api.RefusedException;
import io.sockee.event.RawArguments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of an answer: {@code ok}, {@code err}, {@code res}; and {@code fields} when fields of the input were refused. */
final class Envelope {
    private static final String SUCCESS = "{\"ok\":true,\"err\":false,\"res\":";
    private static final RawArguments DONE = RawArguments.of(List.of(SUCCESS + "false}"), List.of());

    private final ValueCodec codec;

    Envelope(ValueCodec codec) {
        this.codec = codec;
    }

    /** The result's JSON in an answer that {@link #success} has made; null in that of a method that returns nothing. */
    static @Nullable String result(RawArguments answer) {
        if (answer == DONE) {
            return null;
        }
        String json = answer.json(0);
        return json.substring(SUCCESS.length(), json.length() - 1);
    }

    /** The answer of a method that returns nothing. */
    RawArguments done() {
        return DONE;
    }

    RawArguments success(@Nullable Object value) {
        List<byte[]> attachments = new ArrayList<>(0);
        String json = codec.write(value, attachments);
        return RawArguments.of(List.of(SUCCESS + json + "}"), attachments);
    }

    RawArguments failure(RefusedException refusal) {
        String message = codec.write(refusal.text(), List.of());
        String fields = refusal.fields().isEmpty() ? "" : ",\"fields\":" + codec.write(refusal.fields(), List.of());
        return RawArguments.of(
                List.of("{\"ok\":false,\"err\":" + message + ",\"res\":false" + fields + "}"), List.of());
    }
}
