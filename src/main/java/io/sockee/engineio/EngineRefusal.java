package io.sockee.engineio;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * The refusal of a request: the protocol's error, and what the client is told.
 *
 * @param message the error's own, or the application's in its place
 */
public record EngineRefusal(EngineError error, String message) {

    /** One in the protocol's words. */
    public static EngineRefusal of(EngineError error) {
        return new EngineRefusal(error, error.message());
    }

    /** The body of the answer. */
    public String json() {
        StringBuilder json =
                new StringBuilder("{\"code\":").append(error.code()).append(",\"message\":\"");
        JsonStringEncoder.getInstance().quoteAsString(message, json);
        return json.append("\"}").toString();
    }
}
