package io.sockee.testkit;

import org.jspecify.annotations.Nullable;

/** The server did not let a client in. */
public final class ConnectRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What came beside the message. */
    private final @Nullable String data;

    ConnectRefusedException(String message, @Nullable String data) {
        super(message);
        this.data = data;
    }

    /** {@return what the server sent beside the message, as JSON; null when there was nothing} */
    public @Nullable String data() {
        return data;
    }
}
