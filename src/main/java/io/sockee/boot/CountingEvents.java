package io.sockee.boot;

import io.sockee.connection.HandshakeRequest;
import io.sockee.engineio.EngineError;
import io.sockee.engineio.EngineEvents;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.sockjs.SockJsEvents;

/** Counts what the transports tell, for the metrics. Safe for any thread; does not block. */
public class CountingEvents implements EngineEvents, SockJsEvents {
    private final Counters counters;

    public CountingEvents(Counters counters) {
        this.counters = counters;
    }

    @Override
    public void opened(HandshakeRequest handshake) {
        counters.count(Counter.CONNECTIONS_OPENED);
    }

    @Override
    public void closed(HandshakeRequest handshake) {
        counters.count(Counter.CONNECTIONS_CLOSED);
    }

    @Override
    public void refused(EngineError error) {
        counters.count(Counter.REQUESTS_REFUSED);
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

    @Override
    public void sent(int frames, long size) {
        counters.sent(frames, size);
    }
}
