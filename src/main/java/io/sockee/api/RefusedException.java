package io.sockee.api;

import org.jspecify.annotations.Nullable;

/**
 * A controller's "no", with a message that is meant for the client. It is not logged and carries no stack trace.
 */
public class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object data;

    /** Refuses with a message. */
    public RefusedException(String message) {
        this(message, null);
    }

    /**
     * Refuses with a message and data.
     *
     * @param data what is sent beside the message to a client that may not connect, in any form that can become JSON
     */
    public RefusedException(String message, @Nullable Object data) {
        super(message, null, false, false);
        this.data = data;
    }

    /** The data, or null. */
    public @Nullable Object data() {
        return data;
    }

    /** The message for the client. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
