package io.sockee.metrics;

import io.sockee.metrics.Counters.Counter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metric that a counter belongs to, and its label there, if several counters make one metric.
 *
 * @param name without the prefix {@code sockee_} and the suffix {@code _total}
 * @param help what it counts
 * @param labels tell the counter apart from others of the metric
 */
record CounterFamily(String name, String help, Labels labels) {
    private static final String REASON = "reason";
    private static final String CLOSED = "Connections that were closed for what their client did or did not do";
    private static final String DROPPED = "Messages that were left out";
    private static final String LOST = "Clients that came back and could not be who they were, of which they were told";
    private static final String CLEARED = "Queues of devices that were cleared, of which the device is told";

    private CounterFamily(String name, String help) {
        this(name, help, Labels.NONE);
    }

    private CounterFamily(String name, String help, String reason) {
        this(name, help, Labels.of(REASON, reason));
    }

    /** Writes all counters, those of one metric together. */
    static void write(Counters counters, Exposition to) {
        Map<String, Map<Counter, CounterFamily>> all = new LinkedHashMap<>();
        for (Counter counter : Counter.values()) {
            CounterFamily family = of(counter);
            all.computeIfAbsent(family.name, name -> new LinkedHashMap<>()).put(counter, family);
        }
        all.forEach((name, members) -> {
            to.counter("sockee_" + name + "_total", members.values().iterator().next().help);
            members.forEach((counter, family) -> to.is(family.labels, counters.get(counter)));
        });
    }

    private static CounterFamily of(Counter counter) {
        return switch (counter) {
            case CONNECTIONS_OPENED -> new CounterFamily("connections_opened", "Connections that began");
            case CONNECTIONS_CLOSED -> new CounterFamily("connections_closed", "Connections that ended");
            case REQUESTS_REFUSED ->
                new CounterFamily("requests_refused", "Requests that the protocol or the origin policy refused");
            case CONNECTIONS_REFUSED ->
                new CounterFamily(
                        "connections_refused",
                        "Handshakes refused since there are too many connections, or too many begin");
            case BODIES_REFUSED ->
                new CounterFamily(
                        "bodies_refused",
                        "Request bodies that were too many, too slow or too large, or that broke off");
            case MESSAGES_RECEIVED -> new CounterFamily("messages_received", "Messages of clients");
            case BYTES_RECEIVED ->
                new CounterFamily(
                        "messages_received_bytes",
                        "Bytes of clients' messages, before compression; of texts the characters");
            case FRAMES_SENT ->
                new CounterFamily(
                        "frames_sent", "Packets, attachments and pings that were handed to a poll or a WebSocket");
            case BYTES_SENT ->
                new CounterFamily("frames_sent_bytes", "Bytes of these, before compression; of texts the characters");
            case PROTOCOL_ERRORS -> new CounterFamily("connections_ended", CLOSED, "protocol_error");
            case SEND_QUEUES_FULL -> new CounterFamily("connections_ended", CLOSED, "send_queue_full");
            case CALL_QUEUES_FULL -> new CounterFamily("connections_ended", CLOSED, "call_queue_full");
            case CONNECT_TIMEOUTS -> new CounterFamily("connections_ended", CLOSED, "connect_timeout");
            case WEBSOCKET_FRAMES ->
                new CounterFamily("websocket_frames", "Messages that left on WebSockets with framing of our own");
            case WEBSOCKET_WRITES -> new CounterFamily("websocket_writes", "Writes in which these left");
            case SOCKETS_CONNECTED -> new CounterFamily("sockets_connected", "Sockets that were let in");
            case SOCKETS_REFUSED -> new CounterFamily("sockets_refused", "Sockets that were not let in");
            case SOCKETS_DISCONNECTED ->
                new CounterFamily("sockets_disconnected", "Sockets that were let in and are gone");
            case EVENTS_RECEIVED -> new CounterFamily("events_received", "Events of clients, and calls over HTTP");
            case EVENTS_UNKNOWN -> new CounterFamily("events_unknown", "Events that no controller answers");
            case SURPLUS_ARGUMENTS ->
                new CounterFamily("calls_surplus_arguments", "Calls with more arguments than their method takes");
            case CALLS_LIMITED ->
                new CounterFamily(
                        "calls_limited", "Calls refused before they ran, since more came than the limits allow");
            case CALLS_FAILED ->
                new CounterFamily(
                        "calls_failed", "Calls, timers and observers that failed with an exception nobody expected");
            case CALLS_REFUSED -> new CounterFamily("calls_refused", "Calls that ended with a refusal");
            case MESSAGES_DROPPED -> new CounterFamily("messages_dropped", DROPPED, "send_queue_full");
            case VOLATILE_DROPPED -> new CounterFamily("messages_dropped", DROPPED, "volatile");
            case OBSERVATIONS_LEFT_OUT ->
                new CounterFamily(
                        "observations_left_out",
                        "Events of rooms and refused requests that waited for observers, and too long");
            case ADMIN_EVENTS_LEFT_OUT ->
                new CounterFamily(
                        "admin_events_left_out", "Events that an admin was not told of, since too many waited");
            case EMITS_ROLLED_BACK -> new CounterFamily("messages_dropped", DROPPED, "rolled_back");
            case POOL_SATURATED ->
                new CounterFamily(
                        "pool_saturated", "Times that no controller thread was free and the queue for one full");
            case SOCKETS_RECOVERED ->
                new CounterFamily("sockets_recovered", "Sockets whose clients came back as who they were");
            case RECOVERIES_UNKNOWN -> new CounterFamily("recoveries_failed", LOST, "unknown");
            case RECOVERIES_TOO_MUCH -> new CounterFamily("recoveries_failed", LOST, "too_much_missed");
            case RECOVERIES_OTHER_USER -> new CounterFamily("recoveries_failed", LOST, "other_user");
            case PUSHES_ACCEPTED -> new CounterFamily("pushes_accepted", "Messages of websites that were accepted");
            case PUSHES_QUEUED ->
                new CounterFamily(
                        "pushes_queued", "Messages that were put into the queue of a device, one for each device");
            case PUSHES_ACKNOWLEDGED ->
                new CounterFamily("pushes_acknowledged", "Messages that a device has acknowledged");
            case DEVICE_QUEUES_FULL -> new CounterFamily("device_queues_cleared", CLEARED, "full");
            case DEVICE_QUEUES_EXPIRED -> new CounterFamily("device_queues_cleared", CLEARED, "expired");
            case DEVICE_QUEUES_DISORDERED -> new CounterFamily("device_queues_cleared", CLEARED, "disordered");
        };
    }
}
