package io.sockee.socket;

import io.sockee.api.User;
import io.sockee.hub.Hub;
import io.sockee.hub.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Looks at the sockets of this node, a page at a time, in the order of ids or names: each look visits the sockets of a namespace once,
 * {@value #MOST} of them at most, and keeps as many as a page has. What it finds may have changed meanwhile. Any thread; does not block.
 */
public final class SocketDirectory {
    /** How many sockets, or rooms, a look visits: some milliseconds' worth. */
    public static final int MOST = 10_000;

    private static final int ROOMS = 20;

    private final Hub hub;
    private final int most;

    public SocketDirectory(Hub hub) {
        this(hub, MOST);
    }

    SocketDirectory(Hub hub, int most) {
        this.hub = hub;
        this.most = most;
    }

    /**
     * A socket.
     *
     * @param user the name of its user; empty when nobody is logged in
     * @param rooms the first of its rooms by name, without its own
     */
    public record Seen(String id, String user, String address, String transport, List<String> rooms) {}

    /** A room, or a user, and how many sockets they have. */
    public record Counted(String name, int sockets) {}

    /**
     * What follows a place, in order.
     *
     * @param more whether there are others behind
     * @param cut whether there is more than a look visits, so that some are missing and counts may be too low
     */
    public record Page<T>(List<T> items, boolean more, boolean cut) {}

    /** The namespaces that there are, in order. */
    public List<String> namespaces() {
        return hub.names();
    }

    /** Sockets with ids behind one. */
    public Page<Seen> sockets(String namespace, String after, int size) {
        TreeMap<String, ClientSocket> first = new TreeMap<>();
        boolean all = visit(namespace, socket -> keep(first, socket.id(), socket, after, size));
        return page(first, size, all, SocketDirectory::seen);
    }

    /** Users with names behind one, by their sockets in a namespace. */
    public Page<Counted> users(String namespace, String after, int size) {
        TreeMap<String, Integer> first = new TreeMap<>();
        boolean all = visit(namespace, socket -> {
            String name = nameOf(socket.user());
            if (!name.isEmpty()) {
                keep(first, name, first.getOrDefault(name, 0) + 1, after, size);
            }
        });
        return page(first, size, all, entry -> new Counted(entry.name(), entry.value()));
    }

    /** Rooms with names behind one. */
    public Page<Counted> rooms(String namespace, String after, int size) {
        TreeMap<String, Integer> first = new TreeMap<>();
        boolean all = hub.namespace(namespace)
                .map(there -> there.visitRooms(most, (name, sockets) -> keep(first, name, sockets, after, size)))
                .orElse(true);
        return page(first, size, all, entry -> new Counted(entry.name(), entry.value()));
    }

    private record Entry<T>(String name, T value) {}

    private boolean visit(String namespace, Consumer<ClientSocket> visitor) {
        return hub.namespace(namespace)
                .map(there -> there.visit(most, member -> {
                    if (member instanceof SocketOutput output) {
                        visitor.accept(output.socket());
                    }
                }))
                .orElse(true);
    }

    /** Keeps one more than a page has, to know that there are others. */
    private static <T> void keep(NavigableMap<String, T> first, String name, T value, String after, int size) {
        if (name.compareTo(after) > 0 && (first.size() <= size || name.compareTo(first.lastKey()) <= 0)) {
            first.put(name, value);
            if (first.size() > size + 1) {
                first.pollLastEntry();
            }
        }
    }

    private static <T, R> Page<R> page(NavigableMap<String, T> first, int size, boolean all, Function<Entry<T>, R> as) {
        List<R> items = new ArrayList<>();
        first.forEach((name, value) -> items.add(as.apply(new Entry<>(name, value))));
        boolean more = items.size() > size;
        return new Page<>(List.copyOf(more ? items.subList(0, size) : items), more, !all);
    }

    private static Seen seen(Entry<ClientSocket> entry) {
        ClientSocket socket = entry.value();
        Set<String> rooms = socket.parts().output().membership().rooms();
        return new Seen(
                socket.id(),
                nameOf(socket.user()),
                socket.address(),
                socket.transport(),
                rooms.stream().sorted().limit(ROOMS).toList());
    }

    private static String nameOf(Optional<User> user) {
        return user.map(User::name).orElse("");
    }

    /**
     * Sockets of all namespaces, in no order, that have been let in.
     *
     * @param size how many there are at most
     */
    public List<WireSocket> some(int size) {
        List<WireSocket> some = new ArrayList<>();
        for (String namespace : namespaces()) {
            int missing = size - some.size();
            boolean unused = missing > 0
                    && hub.namespace(namespace)
                            .map(there -> there.visit(missing, member -> {
                                if (member instanceof SocketOutput output
                                        && output.socket().parts().life().isJoined()) {
                                    some.add(output.socket());
                                }
                            }))
                            .orElse(true);
        }
        return some;
    }

    /** How many sockets there are in all namespaces. */
    public int size() {
        return hub.sockets();
    }

    /** How many sockets a namespace has. */
    public int size(String namespace) {
        return hub.namespace(namespace).map(Namespace::size).orElse(0);
    }
}
