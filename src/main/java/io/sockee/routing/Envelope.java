package io.sockee.routing;

import io.sockee.event.Arguments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of an answer: {@code ok}, {@code err}, {@code res}, and nothing else. */
final class Envelope {
    private static final String SUCCESS = "{\"ok\":true,\"err\":false,\"res\":";
    private static final Arguments DONE = Arguments.of(List.of(SUCCESS + "false}"), List.of());

    private final ValueCodec codec;

    Envelope(ValueCodec codec) {
        this.codec = codec;
    }

    /** A method that returns nothing has done its work. */
    Arguments done() {
        return DONE;
    }

    Arguments success(@Nullable Object value) {
        List<byte[]> attachments = new ArrayList<>(0);
        String json = codec.write(value, attachments);
        return Arguments.of(List.of(SUCCESS + json + "}"), attachments);
    }

    Arguments failure(String message) {
        String json = codec.write(message, List.of());
        return Arguments.of(List.of("{\"ok\":false,\"err\":" + json + ",\"res\":false}"), List.of());
    }
}
