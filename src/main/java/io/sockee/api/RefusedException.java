package io.sockee.api;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A controller's "no", with a message that is meant for the client. It is not logged and carries no stack trace, and it
 * rolls the call's transaction back.
 */
public class RefusedException extends RuntimeException {
    /** The name, in the data of a refusal of what passes by itself, of the seconds after which it may be tried again. */
    public static final String RETRY_AFTER = "retryAfter";

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object data;
    private final transient Map<String, String> fields;

    /**
     * Refuses with a message.
     *
     * @param message what the client is told
     */
    public RefusedException(String message) {
        this(message, null, Map.of(), null);
    }

    /**
     * Refuses with a message, because of something that the client is not told of.
     *
     * @param message what the client is told
     * @param cause what happened; for the application only
     */
    public RefusedException(String message, Throwable cause) {
        this(message, null, Map.of(), cause);
    }

    /**
     * Refuses with a message and data.
     *
     * @param message what the client is told
     * @param data what is sent beside the message, in any form that can become JSON: as {@code data} to a client that may not
     *     connect, as {@code info} in the answer to an event
     * @throws IllegalArgumentException when the data is an exception: clients are told none
     */
    public RefusedException(String message, @Nullable Object data) {
        this(message, data, Map.of(), null);
        if (data instanceof Throwable) {
            throw new IllegalArgumentException("An exception is no data for a client.");
        }
    }

    private RefusedException(
            String message, @Nullable Object data, Map<String, String> fields, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.data = data;
        this.fields = fields;
    }

    /**
     * Refuses input, and says what is wrong where, as Jakarta Validation does for arguments.
     *
     * @param message what the client is told
     * @param fields paths and messages; clients get them as {@code fields} beside {@code err}, in this order
     * @return the refusal, to be thrown
     */
    public static RefusedException ofFields(String message, Map<String, String> fields) {
        return new RefusedException(message, null, Collections.unmodifiableMap(new LinkedHashMap<>(fields)), null);
    }

    /**
     * Refuses because of something that passes by itself, such as a database that is away for a moment. Socket.IO's clients
     * do not connect again by themselves after a refusal; by its data, {@code {"retryAfter": seconds}}, an application's client
     * knows that it may. An answer to an event has {@code retryAfter} beside the message.
     *
     * @param message what the client is told
     * @param wait after what time the client may try again; is rounded up to whole seconds
     * @return the refusal, to be thrown
     */
    public static RefusedException retryAfter(String message, Duration wait) {
        long whole = Math.min(wait.toSeconds(), Integer.MAX_VALUE);
        long seconds = Math.max(1, wait.toNanosPart() == 0 ? whole : whole + 1);
        return new RefusedException(message, Map.of(RETRY_AFTER, seconds));
    }

    /** {@return the data, or null where there is none} */
    public @Nullable Object data() {
        return data;
    }

    /** {@return what is wrong where; empty where that was not said} */
    public Map<String, String> fields() {
        return fields;
    }

    /** {@return the message for the client} */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
