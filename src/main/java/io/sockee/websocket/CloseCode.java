package io.sockee.websocket;

/** The codes of close frames (RFC 6455, section 7.4). */
public final class CloseCode {
    /** A normal end. */
    public static final int NORMAL = 1000;

    /** The peer sent what the protocol does not allow. */
    public static final int PROTOCOL_ERROR = 1002;

    /** No code was sent. Never stands in a frame. */
    public static final int NONE = 1005;

    /** A text message that is no UTF-8, or a compressed one that cannot be unpacked. */
    public static final int NOT_A_TEXT = 1007;

    /** The peer does not keep up, or broke a policy of the server. */
    public static final int POLICY = 1008;

    /** The peer sent a message that is too large. */
    public static final int TOO_BIG = 1009;

    /** The server failed. */
    public static final int UNEXPECTED = 1011;

    /** The last code that is registered for use in frames. */
    private static final int LAST_REGISTERED = 1014;

    private CloseCode() {}

    /** Whether a frame may have the code: one of the protocol, of its registry, or of applications (3000 to 4999). */
    static boolean mayBeSent(int code) {
        boolean registered = code >= NORMAL && code <= LAST_REGISTERED && code != 1004 && code != NONE && code != 1006;
        return registered || (code >= 3000 && code <= 4999);
    }
}
