package io.sockee.it.faults;

import io.sockee.api.DisconnectReason;
import io.sockee.api.NonBlocking;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.metrics.Gauges;
import io.sockee.metrics.Gauges.Gauge;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Sends as much as it is asked for, and knows what there is. */
@SockJs(value = "/faults", disconnectDelay = 500, heartbeatDelay = 2_000)
@NonBlocking
public class FaultService implements SockJsService {
    private static final int GREETINGS = 20;

    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();

    @Inject
    private Gauges gauges;

    @Inject
    private Counters counters;

    @Override
    public void onOpen(SockJsConnection connection) {
        opened.incrementAndGet();
        if (connection.url().contains("/greet/")) {
            for (int i = 0; i < GREETINGS; i++) {
                connection.send("greeting " + i);
            }
        }
    }

    /** {@code counts}, {@code breaches}, {@code much N} of 10,000 characters each, or what is to come back. */
    @Override
    public void onMessage(SockJsConnection connection, String message) {
        if (message.equals("counts")) {
            connection.send(opened.get() - closed.get() + " open, " + gauges.get(Gauge.CONNECTIONS) + " connections, "
                    + gauges.get(Gauge.TIMERS) + " timers, "
                    + ManagementFactory.getThreadMXBean().getThreadCount() + " threads");
        } else if (message.equals("breaches")) {
            connection.send(counters.get(Counter.REQUESTS_REFUSED) + " refused, "
                    + counters.get(Counter.PROTOCOL_ERRORS) + " broken");
        } else if (message.startsWith("much ")) {
            String large = "x".repeat(10_000);
            for (int i = Integer.parseInt(message.substring(5)); i > 0; i--) {
                connection.send(large);
            }
        } else {
            connection.send(message);
        }
    }

    @Override
    public void onClose(SockJsConnection connection, DisconnectReason reason) {
        closed.incrementAndGet();
    }
}
