package io.sockee.hub;

import io.sockee.address.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces of this node: some are always there, others while they have sockets. Safe for any thread; does not block. Only
 * to enter or leave a namespace of the second kind takes a lock, that of its entry in a map.
 */
public final class Hub {

    private record Passing(Namespace namespace, int sockets) {}

    private final Map<String, Namespace> lasting;
    private final Map<String, Passing> passing = new ConcurrentHashMap<>();
    private final List<MembershipListener> listeners;
    private final Numbering numbering;
    private final Consumer<Publication> backplane;

    /**
     * @param names the namespaces that are always there
     * @param backplane carries what is published to all nodes; joined once, here
     * @param listeners told, in this order, of members that come and go and of their rooms
     */
    public Hub(Set<String> names, Backplane backplane, List<MembershipListener> listeners) {
        this(names, backplane, listeners, Numbering.NONE);
    }

    /**
     * The same.
     *
     * @param numbering by which clients can say how far they have got
     */
    public Hub(Set<String> names, Backplane backplane, List<MembershipListener> listeners, Numbering numbering) {
        this.numbering = numbering;
        this.listeners = List.copyOf(listeners);
        Map<String, Namespace> all = new LinkedHashMap<>();
        names.forEach(name -> all.put(name, new Namespace(name, this.listeners, numbering.in(name))));
        this.lasting = Map.copyOf(all);
        // Open Liberty stops an application whose archive has been deleted: classes that the end needs are loaded here.
        leave(enter(""));
        this.backplane = backplane.join(this::deliver);
    }

    /** What makes emissions of events. */
    public Numbering numbering() {
        return numbering;
    }

    /** Publishes to the sockets of all nodes: everything that goes to many comes through here. Any thread; does not block. */
    public void publish(Publication publication) {
        backplane.accept(publication);
    }

    /** Delivers to the sockets of this node; a namespace that is not here has no sockets. */
    private void deliver(Publication publication) {
        Namespace namespace = find(publication.namespace());
        if (namespace != null) {
            namespace.deliver(publication);
        }
    }

    /** Publishes to the sockets of this node alone. Any thread; does not block. */
    public void publishHere(Publication publication) {
        deliver(publication);
    }

    /**
     * Visits each socket of the target on this node once, on this thread, but not the sender. What the visitor throws ends the visit.
     *
     * @param namespace its name; where it is not here, there is nobody to visit
     * @param sender the id of a socket that is left out; null when there is none
     */
    public void each(String namespace, Target target, @Nullable String sender, Consumer<Member> visitor) {
        Namespace there = find(namespace);
        if (there != null) {
            there.each(target, sender, visitor);
        }
    }

    /** The same for those whose clients are {@linkplain Namespace#away away}. */
    public void eachAway(String namespace, Target target, @Nullable String sender, Consumer<Member> visitor) {
        Namespace there = find(namespace);
        if (there != null) {
            there.eachAway(target, sender, visitor);
        }
    }

    private @Nullable Namespace find(String name) {
        Namespace present = lasting.get(name);
        if (present != null) {
            return present;
        }
        Passing there = passing.get(name);
        return there == null ? null : there.namespace();
    }

    /** The namespace, if it is there. */
    public Optional<Namespace> namespace(String name) {
        return Optional.ofNullable(find(name));
    }

    /** The namespace for a socket that is about to join it; made if it is not there. Each call needs one {@link #leave} later. */
    public Namespace enter(String name) {
        Namespace present = lasting.get(name);
        if (present != null) {
            return present;
        }
        return passing.merge(
                        name,
                        new Passing(new Namespace(name, listeners, numbering.in(name)), 1),
                        (was, fresh) -> new Passing(was.namespace(), was.sockets() + 1))
                .namespace();
    }

    /** A socket for which a namespace was entered is gone; with the last one, a namespace that is not always there goes. */
    public void leave(Namespace namespace) {
        passing.computeIfPresent(
                namespace.name(),
                (name, was) -> was.sockets() == 1 ? null : new Passing(was.namespace(), was.sockets() - 1));
    }

    /** The names of the namespaces that there are, in order. */
    public List<String> names() {
        return Stream.concat(lasting.keySet().stream(), passing.keySet().stream())
                .sorted()
                .toList();
    }

    /** How many namespaces there are. */
    public int namespaces() {
        return lasting.size() + passing.size();
    }

    /** How many sockets all namespaces have. */
    public int sockets() {
        return sum(Namespace::size);
    }

    /** How many rooms all namespaces have, without the sockets' own. */
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
