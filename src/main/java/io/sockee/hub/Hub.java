package io.sockee.hub;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/**
 * The namespaces of this server: some are always there, others while they have sockets. Safe for any thread; a lock is
 * taken for namespaces that come and go only, each its own.
 */
public final class Hub {

    private record Passing(Namespace namespace, int sockets) {}

    private final Map<String, Namespace> lasting;
    private final Map<String, Passing> passing = new ConcurrentHashMap<>();

    /**
     * @param names the namespaces that are always there
     */
    public Hub(Set<String> names) {
        Map<String, Namespace> all = new LinkedHashMap<>();
        names.forEach(name -> all.put(name, new Namespace(name)));
        this.lasting = Map.copyOf(all);
        // Open Liberty stops an application whose archive has been deleted: what the end needs has to be loaded by
        // then.
        leave(enter(""));
    }

    /** The namespace, if it is there. */
    public Optional<Namespace> namespace(String name) {
        Namespace present = lasting.get(name);
        return present != null
                ? Optional.of(present)
                : Optional.ofNullable(passing.get(name)).map(Passing::namespace);
    }

    /** The namespace for a socket that is about to join it; it comes to be where it is not there yet. */
    public Namespace enter(String name) {
        Namespace present = lasting.get(name);
        if (present != null) {
            return present;
        }
        return passing.merge(
                        name,
                        new Passing(new Namespace(name), 1),
                        (was, fresh) -> new Passing(was.namespace(), was.sockets() + 1))
                .namespace();
    }

    /** A socket that had entered has left; with the last one a namespace that is not always there goes. */
    public void leave(Namespace namespace) {
        passing.computeIfPresent(
                namespace.name(),
                (name, was) -> was.sockets() == 1 ? null : new Passing(was.namespace(), was.sockets() - 1));
    }

    /** A namespace of that name that no socket can join: whatever is sent there goes nowhere. */
    public Namespace nowhere(String name) {
        return new Namespace(name);
    }

    /** How many namespaces there are. */
    public int namespaces() {
        return lasting.size() + passing.size();
    }

    /** How many sockets all namespaces have. */
    public int sockets() {
        return sum(Namespace::size);
    }

    /** How many rooms all namespaces have. */
    public int rooms() {
        return sum(Namespace::roomCount);
    }

    private int sum(ToIntFunction<Namespace> of) {
        return lasting.values().stream().mapToInt(of).sum()
                + passing.values().stream()
                        .mapToInt(passing -> of.applyAsInt(passing.namespace()))
                        .sum();
    }
}
