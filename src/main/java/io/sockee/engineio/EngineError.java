package io.sockee.engineio;

/** Why a request is refused, with the protocol's code and text, and the HTTP status that goes with it. */
public enum EngineError {
    TRANSPORT_UNKNOWN(0, "Transport unknown"),
    SESSION_UNKNOWN(1, "Session ID unknown"),
    BAD_HANDSHAKE_METHOD(2, "Bad handshake method"),
    BAD_REQUEST(3, "Bad request"),
    /** Sockee's own: the protocol has no bound for the packets of a request, and so no word. */
    TOO_MANY_PACKETS(3, "Too many packets"),
    FORBIDDEN(4, "Forbidden"),
    UNSUPPORTED_PROTOCOL(5, "Unsupported protocol version");

    private final int code;
    private final String message;

    EngineError(int code, String message) {
        this.code = code;
        this.message = message;
    }

    /** The protocol's code. */
    public int code() {
        return code;
    }

    public String message() {
        return message;
    }

    /** The HTTP status: 403 for {@link #FORBIDDEN}, 400 for all else. */
    public int status() {
        return this == FORBIDDEN ? 403 : 400;
    }

    /** The body of the answer. */
    public String json() {
        return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    }
}
