package io.sockee.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sockee.connection.HandshakeRequest;
import io.sockee.routing.ValueCodec;
import io.sockee.socket.WireSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that the admins have been told of, as they were told: what they are told next is the difference. So it does not matter
 * that a look at all sockets and the word of one of them may cross. Bounded. Guarded by whoever has it.
 */
final class ToldSockets {
    private static final int LARGEST_DATA = 4_096;
    private static final String NOTHING = "{}";

    private record Key(String namespace, String id) {}

    /** A connection, and how many of its sockets have been told. */
    private static final class Client {
        private final String id;
        private int sockets;

        Client(String id) {
            this.id = id;
        }
    }

    /** A socket, as it was told. */
    static final class Told {
        private final WireSocket socket;
        private final String client;
        private final Set<String> rooms = new LinkedHashSet<>(2);
        private String data = NOTHING;
        private boolean coming;

        Told(WireSocket socket, String client) {
            this.socket = socket;
            this.client = client;
        }

        WireSocket socket() {
            return socket;
        }

        Set<String> rooms() {
            return rooms;
        }

        /** In JSON, as the UI has it. */
        ObjectNode shown() {
            return Shown.socket(
                    socket.id(), client, socket.transport(), socket.namespace(), data, socket.arrival(), rooms);
        }
    }

    private final ValueCodec codec;
    private final int bound;
    private final Supplier<String> random;
    private final Map<Key, Told> told = new LinkedHashMap<>();
    private final IdentityHashMap<HandshakeRequest, Client> clients =
            new IdentityHashMap<>(); // of one connection it is the same
    private int most;
    private boolean leftOut;

    /**
     * @param codec writes what the application has put beside a socket
     * @param most how many there may be
     * @param random makes ids of clients
     */
    ToldSockets(ValueCodec codec, int most, Supplier<String> random) {
        this.codec = codec;
        this.bound = most;
        this.most = most;
        this.random = random;
    }

    /** How many more there may be. */
    int room() {
        return most - told.size();
    }

    /** Whether sockets were left out, as there was no room for them. */
    boolean leftOut() {
        return leftOut;
    }

    /** Forgets everything. */
    void clear() {
        told.clear();
        clients.clear();
        most = bound;
        leftOut = false;
    }

    /** There are sockets besides these. */
    void leaveOutOthers() {
        leftOut = true;
    }

    /** Leaves one out again, and lets in none for it: those that there are take as much as they may. */
    void leaveOut(Told one) {
        leftOut = true;
        Told unused = remove(one.socket);
        most = told.size();
    }

    /** Adds a socket that will be let in now: when it {@linkplain #add is}, that is news. */
    void await(WireSocket socket) {
        Told added = add(socket);
        if (added != null) {
            added.coming = true;
        }
    }

    /** Removes a socket that has been awaited in vain; whether it was there. */
    boolean giveUp(WireSocket socket) {
        Told awaited = get(socket);
        return awaited != null && awaited.coming && remove(socket) != null;
    }

    /** Adds a socket in no room; null when it is there, or there is no room for it. */
    @Nullable
    Told add(WireSocket socket) {
        Key key = key(socket);
        Told present = told.get(key);
        if (present != null) {
            boolean news = present.coming;
            present.coming = false;
            return news ? present : null;
        }
        if (told.size() >= most) {
            leftOut = true;
            return null;
        }
        Client client = clients.computeIfAbsent(socket.arrival(), arrival -> new Client(random.get()));
        client.sockets++;
        Told added = new Told(socket, client.id);
        added.data = dataOf(socket);
        told.put(key, added);
        return added;
    }

    /** What was told of a socket; null when nothing was. */
    @Nullable
    Told get(WireSocket socket) {
        return told.get(key(socket));
    }

    /** Removes a socket, and returns what was told of it; null when nothing was. */
    @Nullable
    Told remove(WireSocket socket) {
        Told removed = told.remove(key(socket));
        Client client = removed == null ? null : clients.get(socket.arrival());
        if (client != null && --client.sockets == 0) {
            clients.remove(socket.arrival());
        }
        return removed;
    }

    /** All of them. */
    List<Told> all() {
        return new ArrayList<>(told.values());
    }

    private static Key key(WireSocket socket) {
        return new Key(socket.namespace(), socket.id());
    }

    /** A socket's data, if they are others than were told; they count as told then. */
    @Nullable
    String changedData(Told of) {
        String now = dataOf(of.socket);
        if (now.equals(of.data)) {
            return null;
        }
        of.data = now;
        return now;
    }

    private String dataOf(WireSocket socket) {
        Map<String, Object> data = socket.data();
        if (data.isEmpty()) {
            return NOTHING;
        }
        Map<String, String> written = new HashMap<>();
        int left = LARGEST_DATA;
        for (Map.Entry<String, Object> entry : data.entrySet()) {
            String json = written(entry.getValue());
            if (json.length() + entry.getKey().length() > left) {
                json = Shown.quote("(too large to be shown)");
            }
            left -= Math.min(left, json.length() + entry.getKey().length());
            written.put(entry.getKey(), json);
        }
        StringBuilder all = new StringBuilder("{");
        written.keySet().stream()
                .sorted()
                .limit(LARGEST_DATA / 64)
                .forEach(name -> all.append(all.length() == 1 ? "" : ",")
                        .append(Shown.quote(name))
                        .append(':')
                        .append(written.get(name)));
        return all.append('}').toString();
    }

    /** A value of the application's, which may have no form, or one that is another's while it is written. */
    private String written(Object value) {
        try {
            var encoded = codec.encode(value);
            return encoded.attachments().isEmpty() ? encoded.json(0) : Shown.quote("(binary)");
        } catch (RuntimeException e) {
            return Shown.quote("(cannot be shown)");
        }
    }
}
