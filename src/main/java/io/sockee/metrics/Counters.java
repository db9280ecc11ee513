package io.sockee.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts events of the server, from any thread, without contention. */
public final class Counters {

    /** What is counted. */
    public enum Counter {
        CONNECTIONS_OPENED,
        CONNECTIONS_CLOSED,
        REQUESTS_REFUSED,
        PROTOCOL_ERRORS,
        SOCKETS_CONNECTED,
        SOCKETS_REFUSED,
        SOCKETS_DISCONNECTED,
        EVENTS_RECEIVED,
        EVENTS_UNKNOWN,
        CALLS_FAILED,
        CALLS_REFUSED,
        SEND_QUEUES_FULL,
        CALL_QUEUES_FULL,
        POOL_SATURATED,
        VOLATILE_DROPPED,
        CONNECT_TIMEOUTS
    }

    private final Map<Counter, LongAdder> counts = new EnumMap<>(Counter.class);

    public Counters() {
        for (Counter counter : Counter.values()) {
            counts.put(counter, new LongAdder());
        }
    }

    /** One more. */
    public void count(Counter counter) {
        adder(counter).increment();
    }

    /** How many so far. */
    public long get(Counter counter) {
        return adder(counter).sum();
    }

    private LongAdder adder(Counter counter) {
        LongAdder adder = counts.get(counter);
        if (adder == null) {
            throw new IllegalStateException("no such counter: " + counter);
        }
        return adder;
    }
}
