package io.sockee.console;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.metrics.Gauges;
import io.sockee.metrics.Gauges.Gauge;
import io.sockee.socket.SocketDirectory;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The console's data as JSON. Lists come in pages of at most {@value #PAGE}: {@code ?namespace=/&after=NAME} asks for what follows.
 * Any thread; does not block.
 */
public final class ConsoleData {
    static final int PAGE = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private final SocketDirectory directory;
    private final Counters counters;
    private final Gauges gauges;
    private final LongSupplier nanos;

    /**
     * @param nanos monotonic time, by which the page computes rates
     */
    public ConsoleData(SocketDirectory directory, Counters counters, Gauges gauges, LongSupplier nanos) {
        this.directory = directory;
        this.counters = counters;
        this.gauges = gauges;
        this.nanos = nanos;
    }

    /** Figures of the whole node: gauges, counters since the start, namespaces with their sockets. */
    public ObjectNode overview() {
        ObjectNode all = JSON.createObjectNode().put("nanos", nanos.getAsLong());
        ObjectNode now = all.putObject("gauges");
        for (Gauge gauge : Gauge.values()) {
            now.put(name(gauge), gauges.get(gauge));
        }
        ObjectNode since = all.putObject("counters");
        for (Counter counter : Counter.values()) {
            since.put(name(counter), counters.get(counter));
        }
        ArrayNode namespaces = all.putArray("namespaces");
        directory.namespaces().stream()
                .limit(PAGE)
                .forEach(name -> namespaces.addObject().put("name", name).put("sockets", directory.size(name)));
        return all;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Sockets: {@code {items: [{id, user, address, transport, rooms}], more}}. */
    public ObjectNode sockets(Map<String, String> query) {
        return JSON.valueToTree(directory.sockets(namespace(query), after(query), PAGE));
    }

    /** Users who have sockets: {@code {items: [{name, sockets}], more}}. */
    public ObjectNode users(Map<String, String> query) {
        return JSON.valueToTree(directory.users(namespace(query), after(query), PAGE));
    }

    /** Rooms: {@code {items: [{name, sockets}], more}}. */
    public ObjectNode rooms(Map<String, String> query) {
        return JSON.valueToTree(directory.rooms(namespace(query), after(query), PAGE));
    }

    private static String namespace(Map<String, String> query) {
        return query.getOrDefault("namespace", "/");
    }

    private static String after(Map<String, String> query) {
        return query.getOrDefault("after", "");
    }
}
