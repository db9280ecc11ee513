package io.sockee.engineio;

import io.sockee.connection.CloseReason;
import io.sockee.websocket.CloseCode;

/** How the client is told why its session ends. */
final class Ending {
    private Ending() {}

    /** The code of a WebSocket's close frame; its reason is {@link CloseReason#text()}. */
    static int code(CloseReason reason) {
        return switch (reason) {
            case PARSE_ERROR -> CloseCode.PROTOCOL_ERROR;
            case SEND_QUEUE_FULL, CALL_QUEUE_FULL, PING_TIMEOUT -> CloseCode.POLICY;
            case TRANSPORT_ERROR -> CloseCode.UNEXPECTED;
            default -> CloseCode.NORMAL;
        };
    }

    /**
     * The close packet of polling. The protocol has no place for a reason there. Where the author of a client should know it,
     * the reason follows the type: clients ignore it, but it is seen in the traffic.
     */
    static String packet(CloseReason reason) {
        return switch (reason) {
            case SEND_QUEUE_FULL, CALL_QUEUE_FULL -> EnginePacketType.CLOSE.packet() + reason.text();
            default -> EnginePacketType.CLOSE.packet();
        };
    }
}
