package io.sockee.boot;

import io.sockee.connection.Handshake;
import io.sockee.engineio.EngineError;
import io.sockee.engineio.EngineEvents;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;

/** Counts what an Engine.IO server tells. */
final class CountingEvents implements EngineEvents {
    private final Counters counters;

    CountingEvents(Counters counters) {
        this.counters = counters;
    }

    @Override
    public void opened() {
        counters.count(Counter.CONNECTIONS_OPENED);
    }

    @Override
    public void closed() {
        counters.count(Counter.CONNECTIONS_CLOSED);
    }

    @Override
    public void refused(EngineError error) {
        counters.count(Counter.REQUESTS_REFUSED);
    }

    @Override
    public void queueFull(Handshake handshake) {
        counters.count(Counter.SEND_QUEUES_FULL);
    }
}
