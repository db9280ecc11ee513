package io.sockee.api;

/** Why a socket is gone; the texts are those of the official servers where they have one. */
public enum DisconnectReason {
    /** The connection failed. */
    TRANSPORT_ERROR("transport error"),
    /** The client closed the connection, or its network went away. */
    TRANSPORT_CLOSE("transport close"),
    /** The connection broke a rule of the protocol above the transport. */
    FORCED_CLOSE("forced close"),
    /** The client did not answer a ping in time. */
    PING_TIMEOUT("ping timeout"),
    /** The client sent what the protocol does not allow. */
    PARSE_ERROR("parse error"),
    /** The client left the namespace. */
    CLIENT_NAMESPACE_DISCONNECT("client namespace disconnect"),
    /** The application disconnected the socket. */
    SERVER_NAMESPACE_DISCONNECT("server namespace disconnect"),
    /** The application closed the connection. */
    FORCED_SERVER_CLOSE("forced server close"),
    /** The server or the application is being stopped. */
    SERVER_SHUTTING_DOWN("server shutting down"),
    /** More waited to be sent to the client than may wait: it reads too slowly. */
    SEND_QUEUE_FULL("send queue full"),
    /** More calls waited than a socket, or its connection, may have: the client sends faster than controllers answer. */
    CALL_QUEUE_FULL("call queue full");

    private final String text;

    DisconnectReason(String text) {
        this.text = text;
    }

    /** {@return the reason as a text} */
    public String text() {
        return text;
    }
}
