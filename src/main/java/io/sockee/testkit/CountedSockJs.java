package io.sockee.testkit;

import io.sockee.connection.HandshakeRequest;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.sockjs.SockJsEvents;

/** Counts the connections of SockJS, as a server does. */
record CountedSockJs(Counters counters) implements SockJsEvents {

    @Override
    public void opened(HandshakeRequest handshake) {
        counters.count(Counter.CONNECTIONS_OPENED);
    }

    @Override
    public void closed(HandshakeRequest handshake) {
        counters.count(Counter.CONNECTIONS_CLOSED);
    }

    @Override
    public void refused() {
        counters.count(Counter.REQUESTS_REFUSED);
    }

    @Override
    public void broken() {
        counters.count(Counter.PROTOCOL_ERRORS);
    }

    @Override
    public void queueFull(HandshakeRequest handshake) {
        counters.count(Counter.SEND_QUEUES_FULL);
    }

    @Override
    public void dropped(HandshakeRequest handshake) {
        counters.count(Counter.MESSAGES_DROPPED);
    }
}
