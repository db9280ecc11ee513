package io.sockee.connection;

/** Why a connection ended. The texts are those that Socket.IO servers give to their applications. */
public enum CloseReason {
    /** The transport failed: a write that did not go through, a request that broke off. */
    TRANSPORT_ERROR("transport error"),
    /** The client closed the connection, or its transport went away. */
    TRANSPORT_CLOSE("transport close"),
    /** The client did not answer a ping in time. */
    PING_TIMEOUT("ping timeout"),
    /** The client sent what the protocol does not allow. */
    PARSE_ERROR("parse error"),
    /** The client joined no namespace in time, joined one twice, or sent a packet for one that it had not joined. */
    FORCED_CLOSE("forced close"),
    /** The application closed the whole connection. */
    FORCED_SERVER_CLOSE("forced server close"),
    /** The server or the application is being stopped. */
    SERVER_SHUTTING_DOWN("server shutting down"),
    /** More was waiting to be sent than the connection may hold: the client reads too slowly. */
    SEND_QUEUE_FULL("send queue full"),
    /** More calls were waiting than its socket or the connection may have: the client sends faster than controllers answer. */
    CALL_QUEUE_FULL("call queue full");

    private final String text;

    CloseReason(String text) {
        this.text = text;
    }

    /** The reason as an application sees it. */
    public String text() {
        return text;
    }
}
