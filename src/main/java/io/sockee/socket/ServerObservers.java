package io.sockee.socket;

import io.sockee.connection.Timers;
import io.sockee.limit.OnceAMinute;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.routing.CallPool;
import io.sockee.routing.CallQueue;
import io.sockee.routing.Failures;
import io.sockee.routing.UnansweredCalls;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells the application's observers of what belongs to no socket, such as rooms that come and go: on the pool, one event after the
 * other. A bounded number waits; what comes beyond it is left out and counted. Safe for any thread; does not block.
 */
public final class ServerObservers {
    private static final Logger LOG = System.getLogger(ServerObservers.class.getName());
    static final int MAX_WAITING = 10_000;

    private final SocketObservers observers;
    private final UnansweredCalls calls;
    private final Failures failures;
    private final Counters counters;
    private final CallPool pool;
    private final Timers timers;
    private final CallQueue queue;
    private final AtomicInteger waiting = new AtomicInteger();
    private final OnceAMinute leftOut = new OnceAMinute();

    /**
     * @param calls run the observers
     * @param failures counts and logs what they throw
     */
    public ServerObservers(
            SocketObservers observers,
            CallPool pool,
            Timers timers,
            UnansweredCalls calls,
            Failures failures,
            Counters counters) {
        this.observers = observers;
        this.pool = pool;
        this.timers = timers;
        this.calls = calls;
        this.failures = failures;
        this.counters = counters;
        this.queue = new CallQueue(pool, MAX_WAITING, task -> timers.scheduleMillis(SocketServer.RETRY_MILLIS, task));
    }

    /** Whether anybody observes events of the class; settled when the application starts. */
    public boolean anyOf(Class<?> event) {
        return observers.anyOf(event);
    }

    /** Has the observers told, if there are some. */
    public void tell(Object event) {
        if (!anyOf(event.getClass()) || pool.isClosed()) { // when the application stops, nobody is told
            return;
        }
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            counters.count(Counter.OBSERVATIONS_LEFT_OUT);
            long times = leftOut.mayBeSaid(timers.nanoTime());
            if (times > 0) {
                LOG.log(
                        Level.WARNING,
                        "The observers of {0} are slower than what they observe: left out {1} times",
                        event.getClass().getSimpleName(),
                        times);
            }
            return;
        }
        queue.addAlways(() -> {
            waiting.decrementAndGet();
            calls.run(
                    ServerCaller.INSTANCE,
                    "the observers of " + event.getClass().getSimpleName(),
                    () -> observers.tell(
                            event,
                            (observer, failure) ->
                                    failures.unheard(failure, ServerCaller.INSTANCE, "an observer in " + observer)));
        });
    }
}
