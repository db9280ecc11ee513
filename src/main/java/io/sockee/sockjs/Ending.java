package io.sockee.sockjs;

import io.sockee.connection.CloseReason;

/**
 * How a client is told that its connection has ended.
 *
 * @param code one that a close frame of a WebSocket can have as well
 */
record Ending(int code, String reason) {
    /** The codes of SockJS servers: 1002, 2010 and 3000; those of WebSockets for what only Sockee knows. */
    private static final int POLICY = 1008;

    private static final int GOING_AWAY = 1001;

    /** For a receiver that is one too many; it is the only one that is told. */
    static final Ending ANOTHER = new Ending(2010, "Another connection still open");

    /** A request to receive broke off: what was sent with it may be lost. */
    static final Ending INTERRUPTED = new Ending(1002, "Connection interrupted");

    static final Ending BROKEN = new Ending(3000, "Broken framing.");

    static final Ending NORMAL = new Ending(1000, "Normal closure");

    static Ending of(CloseReason reason) {
        return switch (reason) {
            case TRANSPORT_ERROR, TRANSPORT_CLOSE -> INTERRUPTED;
            case PARSE_ERROR -> BROKEN;
            case SEND_QUEUE_FULL, CALL_QUEUE_FULL -> new Ending(POLICY, reason.text());
            case PING_TIMEOUT -> new Ending(3000, "No response from heartbeat");
            case SERVER_SHUTTING_DOWN -> new Ending(GOING_AWAY, reason.text());
            case FORCED_CLOSE, FORCED_SERVER_CLOSE -> NORMAL;
        };
    }

    String frame() {
        return SockJsFrames.close(code, reason);
    }
}
