package io.sockee.service;

import io.sockee.connection.ConnectionListener;
import io.sockee.connection.Timers;
import io.sockee.metrics.Counters;
import io.sockee.routing.CallContext;
import io.sockee.routing.CallPool;
import io.sockee.routing.CallQueue;
import io.sockee.routing.Failures;
import io.sockee.routing.UnansweredCalls;
import io.sockee.sockjs.SockJsSession;
import io.sockee.transaction.CommitGate;
import java.util.function.Supplier;

/** What all connections of all services share. Safe for any thread. */
public final class ServiceServer {
    /** How long a connection waits, in milliseconds, until it asks for a thread again. */
    private static final long RETRY_MILLIS = 20;

    private final Limits limits;
    private final Timers timers;
    private final CallPool pool;
    private final CommitGate gate;
    private final Failures failures;
    private final Counters counters;
    private final Supplier<String> ids;
    private final UnansweredCalls calls;

    /**
     * What of one connection may wait.
     *
     * @param calls how many calls
     * @param bytes how much their messages may take
     */
    public record Limits(int calls, long bytes) {}

    /**
     * @param ids makes the connections' public ids
     */
    public ServiceServer(
            Limits limits,
            Timers timers,
            CallPool pool,
            CallContext context,
            CommitGate gate,
            Failures failures,
            Counters counters,
            Supplier<String> ids) {
        this.limits = limits;
        this.timers = timers;
        this.pool = pool;
        this.gate = gate;
        this.failures = failures;
        this.counters = counters;
        this.ids = ids;
        this.calls = new UnansweredCalls(context, gate, failures);
    }

    /** Begins with a connection that is open. Does not block. */
    public ConnectionListener accept(Service service, SockJsSession session) {
        ServiceCalls begun = new ServiceCalls(this, service, new ServiceConnection(this, service, session, ids.get()));
        begun.open();
        return begun;
    }

    Limits limits() {
        return limits;
    }

    CommitGate gate() {
        return gate;
    }

    Failures failures() {
        return failures;
    }

    Counters counters() {
        return counters;
    }

    UnansweredCalls calls() {
        return calls;
    }

    CallQueue queue() {
        return new CallQueue(pool, limits.calls(), task -> {
            Timers.Timer unused = timers.scheduleMillis(RETRY_MILLIS, task);
        });
    }

    /**
     * Runs an input of a connection that the application brings about: on this thread; or, when the thread is in a transaction, by
     * the timers when that has ended, behind what it lets out. It must not hold or drop what other inputs of that connection send.
     */
    void behindSends(Runnable input) {
        if (gate.isOpen()) {
            input.run();
            return;
        }
        try {
            gate.defer(new CommitGate.Departure() {
                @Override
                public void leave() {
                    Timers.Timer unused = timers.schedule(0, input);
                }

                @Override
                public void drop() {
                    leave();
                }
            });
        } catch (IllegalStateException tooManyWait) {
            Timers.Timer unused = timers.schedule(0, input);
        }
    }
}
