package io.sockee.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.socket.SocketDirectory;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The figures of this server, as the UI has them: what is now, and what has happened since it was asked last. For one thread at a time. */
final class ServerStats {
    private static final int MOST_NAMESPACES = 1_000;

    /** What the UI calls what is counted. */
    private static final Map<Counter, String> TYPES = new EnumMap<>(Map.of(
            Counter.CONNECTIONS_OPENED, "rawConnection",
            Counter.CONNECTIONS_CLOSED, "rawDisconnection",
            Counter.MESSAGES_RECEIVED, "packetsIn",
            Counter.FRAMES_SENT, "packetsOut",
            Counter.BYTES_RECEIVED, "bytesIn",
            Counter.BYTES_SENT, "bytesOut"));

    private final String serverId;
    private final Admin.Host host;
    private final Counters counters;
    private final SocketDirectory sockets;
    private final Supplier<Map<String, Integer>> transports;
    private final Clock clock;
    private final Map<Counter, Long> before = new EnumMap<>(Counter.class);

    /**
     * @param serverId tells this server from others
     * @param transports how many connections there are of each
     */
    ServerStats(
            String serverId,
            Admin.Host host,
            Counters counters,
            SocketDirectory sockets,
            Supplier<Map<String, Integer>> transports,
            Clock clock) {
        this.serverId = serverId;
        this.host = host;
        this.counters = counters;
        this.sockets = sockets;
        this.transports = transports;
        this.clock = clock;
    }

    /** What happens from now on counts as new. */
    void restart() {
        TYPES.keySet().forEach(counter -> before.put(counter, counters.get(counter)));
    }

    /** The figures without what has happened. */
    String now() {
        ObjectNode stats = figures();
        stats.putArray("aggregatedEvents");
        return stats.toString();
    }

    /** The figures, and what has happened since the last time. */
    String next() {
        ObjectNode stats = figures();
        ArrayNode events = stats.putArray("aggregatedEvents");
        long second = TimeUnit.SECONDS.toMillis(TimeUnit.MILLISECONDS.toSeconds(clock.millis()));
        TYPES.forEach((counter, type) -> {
            long count = counters.get(counter) - before.getOrDefault(counter, 0L);
            if (count > 0) {
                before.merge(counter, count, Long::sum);
                events.addObject().put("timestamp", second).put("type", type).put("count", count);
            }
        });
        return stats.toString();
    }

    private ObjectNode figures() {
        Map<String, Integer> counts = transports.get();
        ObjectNode stats = Shown.JSON
                .createObjectNode()
                .put("serverId", serverId)
                .put("hostname", host.name())
                .put("pid", host.pid())
                .put("uptime", (clock.millis() - host.started().toEpochMilli()) / 1000.0)
                .put(
                        "clientsCount",
                        counts.values().stream().mapToInt(Integer::intValue).sum())
                .put("pollingClientsCount", counts.getOrDefault("polling", 0));
        ArrayNode namespaces = stats.putArray("namespaces");
        sockets.namespaces().stream()
                .limit(MOST_NAMESPACES)
                .forEach(name -> namespaces.addObject().put("name", name).put("socketsCount", sockets.size(name)));
        return stats;
    }
}
