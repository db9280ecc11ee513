package io.sockee.routing;

import io.sockee.metrics.Histogram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which method answers which event, by namespace. Immutable; made once at the start by {@link Builder}. */
public final class Routes {

    /**
     * A method that was found for a name.
     *
     * @param variables the values of its pattern's variables; empty for a full name
     */
    public record Match(Route route, Map<String, String> variables) {}

    /**
     * The routes of a namespace that was asked for.
     *
     * @param name the name or pattern by which controllers have it
     * @param variables the values of its pattern's variables; empty for a full name
     */
    public record Found(String name, Table table, Map<String, String> variables) {

        /** The method that answers an event, with the variables of both patterns. */
        Optional<Match> event(String name) {
            Optional<Match> match = table.event(name);
            return variables.isEmpty() ? match : match.map(this::withVariables);
        }

        private Match withVariables(Match match) {
            Map<String, String> all = new HashMap<>(variables);
            all.putAll(match.variables());
            return new Match(match.route(), all);
        }
    }

    private record PatternRoute(NamePattern pattern, Route route) {}

    private record PatternTable(NamePattern pattern, Table table) {}

    /** The routes of one namespace, or of all namespaces of one pattern. */
    public static final class Table {
        private final Map<String, Match> events = new HashMap<>();
        private final List<PatternRoute> patterns = new ArrayList<>(0);
        private final List<Route> connect = new ArrayList<>(0);
        private final List<Route> disconnect = new ArrayList<>(0);

        /** The method that answers an event. */
        public Optional<Match> event(String name) {
            Match match = events.get(name);
            return match != null || patterns.isEmpty() ? Optional.ofNullable(match) : byPattern(name);
        }

        /** The names and patterns that are answered, in order. */
        List<String> names() {
            return Stream.concat(
                            events.keySet().stream().sorted(),
                            patterns.stream().map(route -> route.pattern().toString()))
                    .toList();
        }

        private Optional<Match> byPattern(String name) {
            for (PatternRoute candidate : patterns) {
                Map<String, String> variables = candidate.pattern().match(name);
                if (variables != null) {
                    return Optional.of(new Match(candidate.route(), variables));
                }
            }
            return Optional.empty();
        }

        /** The methods that are called when a socket wants to join. */
        public List<Route> connect() {
            return connect;
        }

        /** The methods that are called when a socket is gone. */
        public List<Route> disconnect() {
            return disconnect;
        }

        private void forEachEvent(BiConsumer<String, Route> then) {
            new TreeMap<>(events).forEach((name, match) -> then.accept(name, match.route()));
            patterns.forEach(pattern -> then.accept(pattern.pattern().toString(), pattern.route()));
        }

        private int size() {
            return events.size() + patterns.size();
        }
    }

    private final Map<String, Table> tables;
    private final List<PatternTable> patterns;
    private final Map<String, Route> overHttp;
    private final boolean sessions;

    private Routes(
            Map<String, Table> tables, List<PatternTable> patterns, Map<String, Route> overHttp, boolean sessions) {
        this.tables = tables;
        this.patterns = patterns;
        this.overHttp = overHttp;
        this.sessions = sessions;
    }

    /** Whether any method takes a session. */
    public boolean anyWithSession() {
        return sessions;
    }

    /** The methods that can be called over HTTP, by their full names. */
    public Map<String, Route> overHttp() {
        return overHttp;
    }

    /** The namespaces that are served by their full names. */
    public Set<String> namespaces() {
        return new TreeSet<>(tables.keySet());
    }

    /** The patterns of namespaces: one that matches is there while it has sockets. */
    public List<String> namespacePatterns() {
        return patterns.stream().map(p -> p.pattern().toString()).toList();
    }

    /** The routes of a namespace, if there is one of that name. */
    public Optional<Found> find(String namespace) {
        Table table = tables.get(namespace);
        if (table != null) {
            return Optional.of(new Found(namespace, table, Map.of()));
        }
        for (PatternTable candidate : patterns) {
            Map<String, String> variables = candidate.pattern().match(namespace);
            if (variables != null) {
                return Optional.of(new Found(candidate.pattern().toString(), candidate.table(), variables));
            }
        }
        return Optional.empty();
    }

    /** Whether any event's method is transactional. */
    public boolean anyInTransaction() {
        return Stream.concat(tables.values().stream(), patterns.stream().map(PatternTable::table))
                .anyMatch(table -> Stream.concat(
                                table.events.values().stream().map(Match::route),
                                table.patterns.stream().map(PatternRoute::route))
                        .anyMatch(Route::transactional));
    }

    /** All that can be called, for those who tell clients of it: in the order of namespaces, and of names. */
    public List<Described> described(ValueCodec codec) {
        List<Described> all = new ArrayList<>();
        new TreeMap<>(tables).forEach((name, table) -> describe(name, table, codec, all));
        patterns.forEach(pattern -> describe(pattern.pattern().toString(), pattern.table(), codec, all));
        return all;
    }

    private void describe(String namespace, Table table, ValueCodec codec, List<Described> to) {
        new TreeMap<>(table.events).forEach((name, match) -> {
            Route route = match.route();
            String full = namespace.equals("/") ? name : namespace.substring(1).replace('/', '.') + "." + name;
            Optional<String> http = Optional.of(full).filter(known -> overHttp.get(known) == route);
            to.add(route.described(namespace, name, http, codec));
        });
        for (PatternRoute pattern : table.patterns) {
            to.add(pattern.route().described(namespace, pattern.pattern().toString(), Optional.empty(), codec));
        }
    }

    /**
     * What the calls of a method took, for whatever it answers.
     *
     * @param namespaces the names, or patterns, of its namespaces, separated by commas
     * @param events the names, or patterns, of its events, in the same way
     */
    public record Timed(Route route, String namespaces, String events) {
        /** How long its calls took, where that is measured. */
        public Histogram times() {
            return route.times();
        }
    }

    /** The methods that answer events, each once: how many there are does not depend on what clients send. */
    public List<Timed> timed() {
        Map<Route, Set<String>> namespaces = new LinkedHashMap<>(); // in an order that stays
        Map<Route, Set<String>> events = new HashMap<>();
        BiConsumer<String, Table> table = (namespace, in) -> in.forEachEvent((event, route) -> {
            namespaces.computeIfAbsent(route, key -> new TreeSet<>()).add(namespace);
            events.computeIfAbsent(route, key -> new TreeSet<>()).add(event);
        });
        new TreeMap<>(tables).forEach(table);
        patterns.forEach(pattern -> table.accept(pattern.pattern().toString(), pattern.table()));
        return namespaces.keySet().stream()
                .map(route -> new Timed(
                        route,
                        String.join(",", namespaces.getOrDefault(route, Set.of())),
                        String.join(",", events.getOrDefault(route, Set.of()))))
                .toList();
    }

    /** How many events are answered. */
    public int size() {
        return tables.values().stream().mapToInt(Table::size).sum()
                + patterns.stream().mapToInt(p -> p.table().size()).sum();
    }

    /** Collects routes and refuses those that contradict each other. */
    static final class Builder {
        private final Map<String, Table> tables = new TreeMap<>();
        private final Map<String, PatternTable> patterns = new TreeMap<>(); // by shape
        private final Map<String, Route> overHttp = new TreeMap<>();
        private boolean sessions;

        /** A method takes a session. */
        void withSessions() {
            sessions = true;
        }

        void overHttp(String name, Route route) {
            Route other = overHttp.putIfAbsent(name, route);
            if (other != null) { // in another namespace, else the event would be answered twice
                throw new DeploymentException("The name " + name + " stands for two methods over HTTP: for "
                        + other.description() + " and for " + route.description() + ".");
            }
        }

        void event(Table table, String where, String event, Route route) {
            Route other = NamePattern.isPattern(event)
                    ? addPattern(table, NamePattern.parse(event, route.description()), route)
                    : addName(table, event, route);
            if (other != null) {
                throw new DeploymentException("The event '" + event + "' of namespace " + where
                        + " is answered twice: by " + other.description() + " and by " + route.description() + ".");
            }
        }

        private static @Nullable Route addName(Table table, String event, Route route) {
            Match other = table.events.putIfAbsent(event, new Match(route, Map.of()));
            return other == null ? null : other.route();
        }

        private static @Nullable Route addPattern(Table table, NamePattern pattern, Route route) {
            for (PatternRoute other : table.patterns) {
                if (other.pattern().shape().equals(pattern.shape())) {
                    return other.route();
                }
            }
            table.patterns.add(new PatternRoute(pattern, route));
            table.patterns.sort(Comparator.comparing(PatternRoute::pattern, NamePattern.MOST_SPECIFIC_FIRST));
            return null;
        }

        void connect(Table table, Route route) {
            table.connect.add(route);
        }

        void disconnect(Table table, Route route) {
            table.disconnect.add(route);
        }

        /** Makes the namespace known, even if nothing in it is answered. */
        Table table(String namespace) {
            return tables.computeIfAbsent(namespace, name -> new Table());
        }

        /** Makes namespaces of a pattern known. */
        Table table(NamePattern pattern, String where) {
            PatternTable present =
                    patterns.computeIfAbsent(pattern.shape(), shape -> new PatternTable(pattern, new Table()));
            if (!present.pattern().variables().equals(pattern.variables())) {
                throw new DeploymentException("The namespace '" + pattern + "' of " + where + " is called '"
                        + present.pattern() + "' elsewhere: give their variables the same names.");
            }
            return present.table();
        }

        Routes build() {
            return new Routes(
                    Map.copyOf(tables),
                    patterns.values().stream()
                            .sorted(Comparator.comparing(PatternTable::pattern, NamePattern.MOST_SPECIFIC_FIRST))
                            .toList(),
                    Collections.unmodifiableMap(overHttp),
                    sessions);
        }
    }
}
