package io.sockee.websocket;

/** The peer broke the protocol: the connection is to be closed with the code. What comes after is not read. */
public final class FramingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    FramingException(int code, String reason) {
        super(reason, null, false, false); // common under attack, and the same place each time
        this.code = code;
    }

    /** The code for the close frame. */
    public int code() {
        return code;
    }

    /** The reason for the close frame, which may be empty; nothing of what the peer sent. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
