package io.sockee.hub;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The namespaces of this server; which there are is settled at the start. Safe for any thread. */
public final class Hub {
    private final Map<String, Namespace> namespaces;

    public Hub(Set<String> names) {
        Map<String, Namespace> all = new LinkedHashMap<>();
        names.forEach(name -> all.put(name, new Namespace(name)));
        this.namespaces = Map.copyOf(all);
    }

    public Optional<Namespace> namespace(String name) {
        return Optional.ofNullable(namespaces.get(name));
    }

    /** A namespace of that name that no socket can join: whatever is sent there goes nowhere. */
    public Namespace nowhere(String name) {
        return new Namespace(name);
    }

    /** How many sockets all namespaces have. */
    public int sockets() {
        return namespaces.values().stream().mapToInt(Namespace::size).sum();
    }
}
