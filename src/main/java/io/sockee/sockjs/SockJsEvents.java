package io.sockee.sockjs;

import io.sockee.connection.ConnectionEvents;

/** What a SockJS server tells those who count and log. Called on any thread; must not block and must not throw. */
public interface SockJsEvents extends ConnectionEvents {

    /** A request was refused. */
    void refused();

    /** A client sent what the protocol does not allow: its connection ends. */
    void broken();
}
