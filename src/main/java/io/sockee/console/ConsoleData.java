package io.sockee.console;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.metrics.Gauges;
import io.sockee.metrics.Gauges.Gauge;
import io.sockee.socket.SocketDirectory;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * The console's data as JSON. Lists come in pages of at most {@value #PAGE}: {@code ?namespace=/&after=NAME} asks for what follows.
 * Any thread; does not block.
 */
public final class ConsoleData {
    static final int PAGE = 100;
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_LOOKS = 64;
    private static final JsonMapper JSON = new JsonMapper();

    private final SocketDirectory directory;
    private final Counters counters;
    private final Gauges gauges;
    private final LongSupplier nanos;
    private final Map<String, Look> looks = new HashMap<>(); // guarded by itself

    /** What a walk over a namespace has shown. */
    private record Look(long nanos, ObjectNode shown) {}

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
        return look("sockets", query, (namespace, after) -> directory.sockets(namespace, after, PAGE));
    }

    /** Users who have sockets: {@code {items: [{name, sockets}], more}}. */
    public ObjectNode users(Map<String, String> query) {
        return look("users", query, (namespace, after) -> directory.users(namespace, after, PAGE));
    }

    /** Rooms: {@code {items: [{name, sockets}], more}}. */
    public ObjectNode rooms(Map<String, String> query) {
        return look("rooms", query, (namespace, after) -> directory.rooms(namespace, after, PAGE));
    }

    /** One walk a second is enough for all who ask for the same. */
    private ObjectNode look(String kind, Map<String, String> query, BiFunction<String, String, Object> walk) {
        String namespace = namespace(query);
        String after = after(query);
        String key = kind + '\n' + namespace + '\n' + after;
        long now = nanos.getAsLong();
        synchronized (looks) {
            Look last = looks.get(key);
            if (last != null && now - last.nanos() < SECOND) {
                return last.shown();
            }
            looks.values().removeIf(look -> now - look.nanos() >= SECOND);
            if (looks.size() >= MOST_LOOKS) {
                looks.clear();
            }
            ObjectNode shown = JSON.valueToTree(walk.apply(namespace, after));
            looks.put(key, new Look(now, shown));
            return shown;
        }
    }

    private static String namespace(Map<String, String> query) {
        return query.getOrDefault("namespace", "/");
    }

    private static String after(Map<String, String> query) {
        return query.getOrDefault("after", "");
    }
}
