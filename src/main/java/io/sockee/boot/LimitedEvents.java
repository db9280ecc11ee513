package io.sockee.boot;

import io.sockee.connection.HandshakeRequest;
import io.sockee.endpoint.ConnectionLimits;
import io.sockee.metrics.Counters;
import io.sockee.proxy.Arrival;

/** Counts for the limits, too. */
final class LimitedEvents extends CountingEvents {
    private final ConnectionLimits limits;

    LimitedEvents(Counters counters, ConnectionLimits limits) {
        super(counters);
        this.limits = limits;
    }

    @Override
    public void opened(HandshakeRequest handshake) {
        super.opened(handshake);
        limits.opened(Arrival.customer(handshake.address()));
    }

    @Override
    public void closed(HandshakeRequest handshake) {
        super.closed(handshake);
        limits.closed(Arrival.customer(handshake.address()));
    }
}
