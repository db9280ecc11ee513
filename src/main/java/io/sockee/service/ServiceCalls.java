package io.sockee.service;

import io.sockee.api.DisconnectReason;
import io.sockee.api.RefusedException;
import io.sockee.connection.CloseReason;
import io.sockee.connection.ConnectionListener;
import io.sockee.metrics.Counters.Counter;
import io.sockee.routing.CallBudget;
import io.sockee.routing.CallQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Calls the service for one connection: first that it is open, then its messages, last its end, one at a time and in order; those
 * that do not block at once. Within the connection's inputs.
 */
final class ServiceCalls implements ConnectionListener {
    private static final Logger LOG = System.getLogger(ServiceCalls.class.getName());

    private final ServiceServer server;
    private final Service service;
    private final ServiceConnection connection;
    private final CallQueue queue;
    private final CallBudget budget;
    private volatile boolean opened;

    ServiceCalls(ServiceServer server, Service service, ServiceConnection connection) {
        this.server = server;
        this.service = service;
        this.connection = connection;
        this.queue = server.queue();
        this.budget = new CallBudget(server.limits().bytes());
    }

    void open() {
        String name = service.name("onOpen");
        switch (service.open()) {
            case NOT -> opened = true;
            case AT_ONCE -> server.calls().runAtOnce(connection, name, this::callOpen);
            case ON_THE_POOL -> queue.addAlways(() -> server.calls().run(connection, name, this::callOpen));
        }
    }

    private void callOpen() {
        try {
            unlessGone(() -> service.bean().onOpen(connection)).run();
            opened = true;
        } catch (RuntimeException | Error e) {
            RefusedException refusal = server.failures().refusal(e, connection, service.name("onOpen"));
            connection.refuse(String.valueOf(refusal.getMessage()));
        }
    }

    /** That its client has gone meanwhile is no failure of a service: it is told so by its last call. */
    private Runnable unlessGone(Runnable call) {
        return () -> {
            try {
                call.run();
            } catch (GoneException e) {
                if (!e.isOf(connection)) {
                    throw e;
                }
                LOG.log(Level.DEBUG, "A client has gone while it was served", e);
            }
        };
    }

    @Override
    public void onText(String frame, int offset) {
        String message = frame.substring(offset);
        server.counters().received(message.length());
        String name = service.name("onMessage");
        Runnable call = unlessGone(() -> service.bean().onMessage(connection, message));
        server.counters().count(Counter.EVENTS_RECEIVED);
        if (service.message() == Service.Way.AT_ONCE && opened && queue.isIdle()) { // else it would come before others
            server.calls().runAtOnce(connection, name, call);
        } else if (!budget.queue(queue, message.length(), () -> runIfOpened(name, call))) {
            server.counters().count(Counter.CALL_QUEUES_FULL);
            connection.closeFull();
        }
    }

    /** Not for a client that has been refused. */
    private void runIfOpened(String name, Runnable call) {
        if (opened) {
            server.calls().run(connection, name, call);
        }
    }

    @Override
    public void onBinary(byte[] message) {
        throw new IllegalStateException("SockJS has texts only.");
    }

    @Override
    public void onClose(CloseReason reason) {
        if (service.close() == Service.Way.NOT) {
            return;
        }
        String name = service.name("onClose");
        DisconnectReason told = DisconnectReason.valueOf(reason.name());
        Runnable call = () -> {
            if (opened) {
                service.bean().onClose(connection, told);
            }
        };
        if (service.close() == Service.Way.AT_ONCE && queue.isIdle()) {
            server.calls().runAtOnce(connection, name, call);
        } else {
            queue.addAlways(() -> server.calls().run(connection, name, call));
        }
    }
}
