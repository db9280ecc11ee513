package io.sockee.sockjs;

import java.util.Arrays;
import java.util.Optional;

/** The ways in which a client can be connected. */
public enum Transport {
    WEBSOCKET("websocket"),
    /** A WebSocket without SockJS's frames, for clients that are no browsers. */
    WEBSOCKET_RAW("websocket-raw"),
    XHR_STREAMING("xhr-streaming"),
    XHR_POLLING("xhr-polling"),
    EVENTSOURCE("eventsource"),
    HTMLFILE("htmlfile"),
    JSONP_POLLING("jsonp-polling");

    private final String wireName;

    Transport(String wireName) {
        this.wireName = wireName;
    }

    /** The name that SockJS servers and clients give it. */
    public String wireName() {
        return wireName;
    }

    /** The transport of that name. */
    public static Optional<Transport> named(String name) {
        return Arrays.stream(values())
                .filter(transport -> transport.wireName.equals(name))
                .findFirst();
    }
}
