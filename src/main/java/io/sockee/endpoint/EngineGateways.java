package io.sockee.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The paths of this application to which clients connect, by which the adapters find their gateway. Safe for any thread. */
@ApplicationScoped
public class EngineGateways {
    private final Map<String, EngineGateway> gateways = new ConcurrentHashMap<>();
    private final Map<String, SockJsGateway> sockJs = new ConcurrentHashMap<>();
    private volatile @Nullable EngineGateway first;
    private volatile String firstPath = "";
    private volatile boolean demo;
    private volatile boolean clients;

    /** Serves a path, such as {@code /socket.io}. */
    public void put(String path, EngineGateway gateway) {
        gateways.put(path, gateway);
        if (first == null) {
            first = gateway;
            firstPath = path;
        }
    }

    /** What serves the path that was named first: for what holds for all of them. */
    public EngineGateway first() {
        EngineGateway gateway = first;
        if (gateway == null) {
            throw new IllegalStateException("Nothing is served: the application has not started.");
        }
        return gateway;
    }

    /** The path that was named first, such as {@code /socket.io}: where Sockee's own pages connect to. */
    public String firstPath() {
        return firstPath;
    }

    /** Serves a SockJS prefix. */
    public void put(SockJsGateway gateway) {
        sockJs.put(gateway.prefix(), gateway);
    }

    /** The paths at which Engine.IO is served, in the order of the alphabet. */
    public SortedSet<String> paths() {
        return new TreeSet<>(gateways.keySet());
    }

    /** What serves the path. */
    public EngineGateway get(String path) {
        EngineGateway gateway = gateways.get(path);
        if (gateway == null) {
            throw new IllegalStateException("Nothing serves " + path + ": the application has not started.");
        }
        return gateway;
    }

    /** Whether a path, such as {@code /socket.io/}, is one that clients connect to. */
    boolean isServed(String path) {
        return gateways.containsKey(path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                || sockJs.keySet().stream().anyMatch(prefix -> (path + "/").startsWith(prefix + "/"));
    }

    /** Says whether the demo page is to be served. */
    public void demo(boolean wanted) {
        demo = wanted;
    }

    /** Whether the demo page is to be served. */
    public boolean demo() {
        return demo;
    }

    /** Says whether the files of clients are to be served that are no path's own. */
    public void servesClients(boolean wanted) {
        clients = wanted;
    }

    /** Whether the files of clients are to be served. */
    boolean servesClients() {
        return clients;
    }

    /** How many connections there are of each transport. Looks at each of them: for those who ask every few seconds. */
    public Map<String, Integer> transports() {
        Map<String, Integer> counts = new TreeMap<>();
        Consumer<String> count = transport -> counts.merge(transport, 1, Integer::sum);
        gateways.values().forEach(gateway -> gateway.server().transports(count));
        sockJs.values().forEach(gateway -> gateway.server().transports(count));
        return counts;
    }

    /** Ends all connections of all paths. */
    public void close() {
        gateways.values().forEach(gateway -> gateway.server().close());
        sockJs.values().forEach(gateway -> gateway.server().close());
    }
}
