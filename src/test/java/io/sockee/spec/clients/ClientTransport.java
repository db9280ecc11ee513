package io.sockee.spec.clients;

/** How a client comes to its transport. */
enum ClientTransport {
    /** By polling to the end. */
    POLLING,
    /** By WebSocket from the beginning. */
    WEBSOCKET,
    /** By polling first and WebSocket as soon as it is probed. */
    UPGRADE;

    String[] names() {
        return switch (this) {
            case POLLING -> new String[] {"polling"};
            case WEBSOCKET -> new String[] {"websocket"};
            case UPGRADE -> new String[] {"polling", "websocket"};
        };
    }

    /** The transport that carries the messages in the end. */
    String last() {
        return this == POLLING ? "polling" : "websocket";
    }
}
