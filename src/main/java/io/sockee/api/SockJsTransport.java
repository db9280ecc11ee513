package io.sockee.api;

/** The ways in which a SockJS client can be connected; see {@link SockJs#disabledTransports}. */
public enum SockJsTransport {
    /** A WebSocket with SockJS's frames: what clients try first. */
    WEBSOCKET,
    /** A WebSocket without these frames, at {@code <prefix>/websocket}, for clients that are no browsers. */
    WEBSOCKET_RAW,
    /** An answer that brings message after message. */
    XHR_STREAMING,
    /** A request for each message, or for those that wait: the last resort, which passes everything. */
    XHR_POLLING,
    /** Events that the server sends. */
    EVENTSOURCE,
    /** A page that never ends, for browsers that are gone. */
    HTMLFILE,
    /** Scripts, for browsers that are gone. */
    JSONP_POLLING
}
