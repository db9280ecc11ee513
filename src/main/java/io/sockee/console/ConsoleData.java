package io.sockee.console;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sockee.api.RefusedException;
import io.sockee.delivery.DeviceDirectory;
import io.sockee.metrics.Counters;
import io.sockee.metrics.Counters.Counter;
import io.sockee.metrics.Gauges;
import io.sockee.metrics.Gauges.Gauge;
import io.sockee.persistence.DatabaseUnavailableException;
import io.sockee.session.SessionDirectory;
import io.sockee.socket.SocketDirectory;
import io.sockee.socket.SocketDirectory.Page;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * The console's data as JSON. Lists come in pages of at most {@value #PAGE}: {@code ?namespace=/&after=NAME} asks for what follows.
 * Any thread; says where it blocks.
 */
public final class ConsoleData {
    static final int PAGE = 100;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LATER = Duration.ofSeconds(1);

    private final Looks looks;
    private final Counters counters;
    private final Gauges gauges;
    private final LongSupplier nanos;
    private final Semaphore asking = new Semaphore(1); // a database that hangs keeps one of the calls' threads, not all

    /**
     * What there is to be listed.
     *
     * @param sessions where there are sessions
     * @param devices where something waits for devices
     */
    public record Looks(
            SocketDirectory sockets, Optional<SessionDirectory> sessions, Optional<DeviceDirectory> devices) {}

    /**
     * @param nanos monotonic time, by which the page computes rates
     */
    public ConsoleData(Looks looks, Counters counters, Gauges gauges, LongSupplier nanos) {
        this.looks = looks;
        this.counters = counters;
        this.gauges = gauges;
        this.nanos = nanos;
    }

    /** Figures of the whole node: gauges, counters since the start, namespaces with their sockets, further lists that there are. */
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
        looks.sockets().namespaces().stream()
                .limit(PAGE)
                .forEach(name -> namespaces
                        .addObject()
                        .put("name", name)
                        .put("sockets", looks.sockets().size(name)));
        ArrayNode lists = all.putArray("lists");
        looks.sessions().ifPresent(there -> lists.add("sessions"));
        looks.devices().ifPresent(there -> lists.add("devices"));
        return all;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Sockets: {@code {items: [{id, user, address, transport, rooms}], more, cut}}. */
    public ObjectNode sockets(Map<String, String> query) {
        return JSON.valueToTree(looks.sockets().sockets(namespace(query), after(query), PAGE));
    }

    /** Users who have sockets: {@code {items: [{name, sockets}], more, cut}}. */
    public ObjectNode users(Map<String, String> query) {
        return JSON.valueToTree(looks.sockets().users(namespace(query), after(query), PAGE));
    }

    /** Rooms: {@code {items: [{name, sockets}], more, cut}}. */
    public ObjectNode rooms(Map<String, String> query) {
        return JSON.valueToTree(looks.sockets().rooms(namespace(query), after(query), PAGE));
    }

    /** Sessions, those that came last first: {@code {items: [{number, user, created, channels, sockets, stored}], more, cut}}. */
    public ObjectNode sessions(Map<String, String> query) {
        return page(looks.sessions()
                .map(sessions -> sessions.before(number(query), PAGE + 1))
                .orElse(List.of()));
    }

    /**
     * Devices, the last ones first: {@code {items: [{number, site, room, device, waiting, bytes, oldest, connected}], more, cut}}.
     * Blocks.
     *
     * @throws RefusedException when nobody can tell at the moment
     */
    public ObjectNode devices(Map<String, String> query) {
        if (!asking.tryAcquire()) {
            throw RefusedException.retryAfter("Devices are being looked at already. Try again later.", LATER);
        }
        try {
            return page(looks.devices()
                    .map(devices -> devices.before(number(query), PAGE + 1))
                    .orElse(List.of()));
        } catch (DatabaseUnavailableException e) {
            throw RefusedException.retryAfter("The database is not available. Try again later.", LATER);
        } finally {
            asking.release();
        }
    }

    private static <T> ObjectNode page(List<T> found) {
        boolean more = found.size() > PAGE;
        return JSON.valueToTree(new Page<>(more ? found.subList(0, PAGE) : found, more, false));
    }

    private static String namespace(Map<String, String> query) {
        return query.getOrDefault("namespace", "/");
    }

    private static String after(Map<String, String> query) {
        return query.getOrDefault("after", "");
    }

    /** What is no number asks for the first page, as nothing does. */
    private static long number(Map<String, String> query) {
        try {
            return Long.parseLong(after(query));
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
