package io.sockee.hub;

import io.sockee.address.OwnRooms;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rooms of one socket, without its own. Safe for any thread; guarded by its own monitor. After the end it has none. */
public final class Membership {
    private Set<String> rooms = Set.of();
    private boolean ended;

    synchronized boolean add(String room) {
        if (ended) {
            return false; // a socket that is gone must not be found in a room
        }
        if (rooms.isEmpty()) {
            rooms = new LinkedHashSet<>(4);
        }
        return rooms.add(room);
    }

    synchronized boolean remove(String room) {
        return !rooms.isEmpty() && rooms.remove(room);
    }

    synchronized Set<String> end() {
        ended = true;
        Set<String> last = rooms;
        rooms = Set.of();
        return last;
    }

    /** A copy of all rooms, those of the server's own included. */
    public synchronized Set<String> all() {
        return Set.copyOf(rooms);
    }

    /** Whether it is in the room. */
    public synchronized boolean contains(String room) {
        return rooms.contains(room);
    }

    /** A copy of the rooms that are not the server's own, in the order in which they were joined. */
    public synchronized List<String> inOrder() {
        return OwnRooms.without(List.copyOf(rooms));
    }

    /** A copy of the rooms that are not the server's own. */
    public synchronized Set<String> rooms() {
        return Set.copyOf(OwnRooms.without(rooms));
    }
}
