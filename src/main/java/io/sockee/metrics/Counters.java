package io.sockee.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts events of the server, from any thread, without contention. */
public final class Counters {

    /** What is counted. */
    public enum Counter {
        /** Connections that began: sessions of Engine.IO and of SockJS. */
        CONNECTIONS_OPENED,
        /** Connections that ended. */
        CONNECTIONS_CLOSED,
        /** Requests that the protocol or the origin policy refused. */
        REQUESTS_REFUSED,
        /** Handshakes that were refused because there are too many connections, or too many begin. */
        CONNECTIONS_REFUSED,
        /** Request bodies that were too many, too slow or too large, or that broke off. */
        BODIES_REFUSED,
        /** Messages of clients: packets, and attachments each for itself. */
        MESSAGES_RECEIVED,
        /** How large these were, in bytes; of texts in chars. */
        BYTES_RECEIVED,
        /** Packets, attachments and the protocols' own frames that were handed to a poll or a WebSocket. */
        FRAMES_SENT,
        /** How large these were, as {@code BYTES_RECEIVED}. */
        BYTES_SENT,
        /** Connections closed because of what their client sent. */
        PROTOCOL_ERRORS,
        /** Messages that left on WebSockets with framing of our own, each in one frame. */
        WEBSOCKET_FRAMES,
        /** The writes in which they left: several frames go with one write, where they wait together. */
        WEBSOCKET_WRITES,
        /** Sockets that were let in. */
        SOCKETS_CONNECTED,
        /** Sockets that were not. */
        SOCKETS_REFUSED,
        /** Sockets that were let in and are gone. */
        SOCKETS_DISCONNECTED,
        /** Events of clients. */
        EVENTS_RECEIVED,
        /** Events that no controller answers. */
        EVENTS_UNKNOWN,
        /** Calls that came with more arguments than their method takes. */
        SURPLUS_ARGUMENTS,
        /** Calls that were refused before they ran, since more came than the limits allow. */
        CALLS_LIMITED,
        /** Calls, timers and observers that failed with an exception nobody expected. */
        CALLS_FAILED,
        /** Calls that ended with a refusal, of the application or of Sockee. */
        CALLS_REFUSED,
        /** Connections that were closed because their client read too slowly. */
        SEND_QUEUES_FULL,
        /** Messages that were left out because their client read too slowly, where the policy is to drop them. */
        MESSAGES_DROPPED,
        /** Connections whose client sent faster than its calls ended. */
        CALL_QUEUES_FULL,
        /** Times that no controller thread was free and the queue for one full. */
        POOL_SATURATED,
        /** Emits that were left out because a socket could not take them at once. */
        VOLATILE_DROPPED,
        /** Rooms that came or went, and refused requests, of which observers were not told, since too many waited. */
        OBSERVATIONS_LEFT_OUT,
        /** Events that an admin was not told of, since too many waited for its UI. */
        ADMIN_EVENTS_LEFT_OUT,
        /** Emits and acks that were dropped with their transaction. */
        EMITS_ROLLED_BACK,
        /** Connections that joined no namespace in time. */
        CONNECT_TIMEOUTS,
        /** Sockets whose clients came back, and that were who they had been. */
        SOCKETS_RECOVERED,
        /** Clients that came back, and of whom nobody knew any more. */
        RECOVERIES_UNKNOWN,
        /** Clients that came back, and had missed more than is kept. */
        RECOVERIES_TOO_MUCH,
        /** Clients that came back as another user. */
        RECOVERIES_OTHER_USER,
        /** Messages that websites sent and that were accepted. */
        PUSHES_ACCEPTED,
        /** Messages that were put into the queue of a device, one for each device. */
        PUSHES_QUEUED,
        /** Messages that a device has acknowledged. */
        PUSHES_ACKNOWLEDGED,
        /** Queues of devices that were cleared because more waited than may. */
        DEVICE_QUEUES_FULL,
        /** Devices that were away for longer than their time while something waited for them. */
        DEVICE_QUEUES_EXPIRED,
        /** Queues of which an event was cleared because answers did not come in order. */
        DEVICE_QUEUES_DISORDERED
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

    /** So many more. */
    public void count(Counter counter, long times) {
        adder(counter).add(times);
    }

    /** A write to a WebSocket, with so many frames in it. */
    public void written(int frames) {
        count(Counter.WEBSOCKET_FRAMES, frames);
        count(Counter.WEBSOCKET_WRITES);
    }

    /** A message of a client came, of so many bytes. */
    public void received(long bytes) {
        count(Counter.MESSAGES_RECEIVED);
        count(Counter.BYTES_RECEIVED, bytes);
    }

    /** So many frames were handed to a transport, with so many bytes in all. */
    public void sent(int frames, long bytes) {
        count(Counter.FRAMES_SENT, frames);
        count(Counter.BYTES_SENT, bytes);
    }

    /** Writes all of them. */
    public void write(Exposition to) {
        CounterFamily.write(this, to);
    }

    /** How many so far. */
    public long get(Counter counter) {
        return adder(counter).sum();
    }

    /** How many connections there are, about. */
    public long connections() {
        return get(Counter.CONNECTIONS_OPENED) - get(Counter.CONNECTIONS_CLOSED);
    }

    private LongAdder adder(Counter counter) {
        LongAdder adder = counts.get(counter);
        if (adder == null) {
            throw new IllegalStateException("no such counter: " + counter);
        }
        return adder;
    }
}
