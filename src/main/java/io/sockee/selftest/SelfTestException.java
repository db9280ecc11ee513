package io.sockee.selftest;

/** The server's WebSockets are not as they should be, or could not be reached. */
public final class SelfTestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean upgraded;

    SelfTestException(String reason, boolean upgraded) {
        super(reason);
        this.upgraded = upgraded;
    }

    /** In a few words, for the log. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** Whether there was a WebSocket; if not, something answered that may not be the server. */
    public boolean upgraded() {
        return upgraded;
    }
}
