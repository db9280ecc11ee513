package io.sockee.routing;

import io.sockee.api.RefusedException;
import io.sockee.event.RawArguments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of an answer: {@code ok}, {@code err}, {@code res}; {@code fields} when fields of the input were refused, {@code retryAfter}, in seconds, when it may be tried again, {@code info} when the refusal has data, and {@code stream} when the result is the number of a stream. */
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

    /** The answer of a method that streams: {@code stream} says that the result is not the application's, but the stream's number. */
    RawArguments streams(Object told) {
        return RawArguments.of(List.of(SUCCESS + codec.write(told, List.of()) + ",\"stream\":true}"), List.of());
    }

    RawArguments failure(RefusedException refusal) {
        String message = codec.write(refusal.text(), List.of());
        String fields = refusal.fields().isEmpty() ? "" : ",\"fields\":" + codec.write(refusal.fields(), List.of());
        long seconds = RefusalKind.seconds(refusal);
        String later = seconds == 0 ? "" : ",\"retryAfter\":" + seconds;
        List<byte[]> attachments = new ArrayList<>(0);
        String data = RefusalInfo.json(refusal, codec, attachments);
        String info = data == null ? "" : ",\"info\":" + data;
        return RawArguments.of(
                List.of("{\"ok\":false,\"err\":" + message + ",\"res\":false" + fields + later + info + "}"),
                attachments);
    }
}
