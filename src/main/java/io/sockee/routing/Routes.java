package io.sockee.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which method answers what, by namespace. Immutable; made once at the start by {@link Builder}. */
public final class Routes {

    /** The routes of one namespace. */
    public static final class Table {
        private final Map<String, Route> events = new HashMap<>();
        private final List<Route> connect = new ArrayList<>();
        private final List<Route> disconnect = new ArrayList<>();

        /** The method that answers an event. */
        public Optional<Route> event(String name) {
            return Optional.ofNullable(events.get(name));
        }

        /** The methods that are called when a socket wants to join. */
        public List<Route> connect() {
            return connect;
        }

        /** The methods that are called when a socket is gone. */
        public List<Route> disconnect() {
            return disconnect;
        }
    }

    private static final Table EMPTY = new Table();

    private final Map<String, Table> tables;

    private Routes(Map<String, Table> tables) {
        this.tables = tables;
    }

    /** The namespaces that controllers serve. */
    public Set<String> namespaces() {
        return new TreeSet<>(tables.keySet());
    }

    /** The routes of a namespace. */
    public Table table(String namespace) {
        return tables.getOrDefault(namespace, EMPTY);
    }

    /** How many events are answered. */
    public int size() {
        return tables.values().stream().mapToInt(table -> table.events.size()).sum();
    }

    /** Collects routes and refuses those that contradict each other. */
    static final class Builder {
        private final Map<String, Table> tables = new HashMap<>();

        void event(String namespace, String event, Route route) {
            Route other = table(namespace).events.putIfAbsent(event, route);
            if (other != null) {
                throw new DeploymentException("The event '" + event + "' of namespace " + namespace
                        + " is answered twice: by " + other.description() + " and by " + route.description() + ".");
            }
        }

        void connect(String namespace, Route route) {
            table(namespace).connect.add(route);
        }

        void disconnect(String namespace, Route route) {
            table(namespace).disconnect.add(route);
        }

        /** Makes the namespace known, even if nothing in it is answered. */
        Table table(String namespace) {
            return tables.computeIfAbsent(namespace, name -> new Table());
        }

        Routes build() {
            return new Routes(Map.copyOf(tables));
        }
    }
}
