package io.sockee.boot;

import io.sockee.connection.HandshakeRequest;
import io.sockee.engineio.EngineError;
import io.sockee.engineio.EngineEvents;
import io.sockee.limit.OnceAMinute;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.sockjs.SockJsEvents;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Counts what the transports tell, for the metrics. Safe for any thread; does not block. */
public class CountingEvents implements EngineEvents, SockJsEvents {
    private static final Logger LOG = System.getLogger(CountingEvents.class.getName());

    private final Counters counters;
    private final OnceAMinute told = new OnceAMinute();

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
    public void version3Refused() {
        if (told.mayBeSaid(System.nanoTime()) > 0) {
            LOG.log(
                    Level.WARNING,
                    "A client of Socket.IO 1 or 2 was refused: it speaks version 3 of Engine.IO. To serve such clients,"
                            + " too, set sockee.engine.allow-eio3=true. (Told once a minute.)");
        }
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
