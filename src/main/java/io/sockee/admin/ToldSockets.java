package io.sockee.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sockee.connection.HandshakeRequest;
import io.sockee.socket.WireSocket;
import java.util.ArrayList;
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
        private String data = SocketData.NOTHING;
        private boolean coming;
        private @Nullable WireSocket successor;

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

        /** Takes over the rooms that the socket is in at this moment. */
        void lookAtRooms() {
            rooms.addAll(socket.rooms());
            rooms.remove(socket.id());
        }

        /** What the application has put beside it; whether that is something else than was told. It counts as told then. */
        boolean changeData(String now) {
            boolean changed = !now.equals(data);
            data = now;
            return changed;
        }

        /** The socket that has taken its place already, while the end of this one has not been told. */
        @Nullable
        WireSocket successor() {
            return successor;
        }

        /** In JSON, as the UI has it. */
        ObjectNode shown() {
            return Shown.socket(
                    socket.id(), client, socket.transport(), socket.namespace(), data, socket.arrival(), rooms);
        }
    }

    private final int bound;
    private final Supplier<String> random;
    private final Map<Key, Told> told = new LinkedHashMap<>();
    private final IdentityHashMap<HandshakeRequest, Client> clients =
            new IdentityHashMap<>(); // of one connection it is the same
    private int most;
    private boolean leftOut;

    /**
     * @param most how many there may be
     * @param random makes ids of clients
     */
    ToldSockets(int most, Supplier<String> random) {
        this.bound = most;
        this.most = most;
        this.random = random;
    }

    int size() {
        return told.size();
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

    /** Begins anew with these sockets; what is known of their data stays known. */
    void beginWith(List<WireSocket> sockets) {
        IdentityHashMap<WireSocket, String> data = new IdentityHashMap<>();
        told.values().forEach(former -> data.put(former.socket, former.data));
        clear();
        for (WireSocket socket : sockets) {
            Told added = add(socket);
            if (added != null) {
                added.lookAtRooms();
                added.data = data.getOrDefault(socket, SocketData.NOTHING);
            }
        }
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

    /** Removes those that have been awaited in vain; whether there were some. */
    boolean giveUpGone() {
        List<Told> gone = told.values().stream()
                .filter(one -> one.coming && !one.socket.isConnected())
                .toList();
        gone.forEach(one -> remove(one.socket));
        return !gone.isEmpty();
    }

    /**
     * Adds a socket in no room. One that has the id of another, whose end has not been told yet, has to wait for that: a client that
     * has come back for what it missed goes on under its id while the methods of its former socket may still run.
     *
     * @return null when it is there, has to wait, or there is no room for it
     */
    @Nullable
    Told add(WireSocket socket) {
        Told present = told.get(key(socket));
        if (present != null) {
            if (present.socket != socket) {
                present.successor = socket;
                return null;
            }
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
        told.put(key(socket), added);
        return added;
    }

    /** What was told of a socket; null when nothing was. */
    @Nullable
    Told get(WireSocket socket) {
        Told present = told.get(key(socket));
        return present != null && present.socket == socket ? present : null;
    }

    /** Removes a socket, and returns what was told of it; null when nothing was. */
    @Nullable
    Told remove(WireSocket socket) {
        Told removed = told.get(key(socket));
        if (removed == null || removed.socket != socket) {
            if (removed != null && removed.successor == socket) {
                removed.successor = null;
            }
            return null;
        }
        told.remove(key(socket));
        Client client = clients.get(socket.arrival());
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
}
