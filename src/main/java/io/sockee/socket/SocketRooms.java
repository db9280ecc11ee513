package io.sockee.socket;

import io.sockee.address.OwnRooms;
import io.sockee.api.RefusedException;
import io.sockee.hub.Namespace;
import java.util.HashSet;
import java.util.Set;

/**
 * The rooms of one socket, as the application sees them: those of the server's own are closed to it. Any thread; does not block.
 */
final class SocketRooms {
    private final ClientSocket socket;
    private final Namespace namespace;
    private final SocketOutput output;

    SocketRooms(ClientSocket socket, Namespace namespace, SocketOutput output) {
        this.socket = socket;
        this.namespace = namespace;
        this.output = output;
    }

    /**
     * Joins rooms.
     *
     * @throws RefusedException when one is the server's own, or another socket's
     */
    void join(String... rooms) {
        for (String room : rooms) {
            if (OwnRooms.isOwn(room)) {
                throw new RefusedException("That room is the server's own.");
            }
            if (!room.equals(socket.id()) && namespace.isOwnRoom(room)) {
                throw new RefusedException("That room is another socket's own.");
            }
            if (namespace.join(output, room)) {
                follow(room, true);
            }
        }
    }

    /** Leaves rooms; nothing happens for those that it is not in, and for the server's own. */
    void leave(String... rooms) {
        for (String room : rooms) {
            if (!OwnRooms.isOwn(room) && namespace.leave(output, room)) {
                follow(room, false);
            }
        }
    }

    private void follow(String room, boolean joined) {
        SocketRecovery recovery = socket.parts().recovery();
        if (recovery != null) {
            recovery.follow(namespace, room, joined);
        }
    }

    /** The rooms that it is in at this moment, the one of its own among them while it is connected. */
    Set<String> all() {
        Set<String> rooms = new HashSet<>(output.membership().rooms());
        if (socket.isConnected()) {
            rooms.add(socket.id());
        }
        return Set.copyOf(rooms);
    }
}
