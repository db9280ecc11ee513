package io.sockee.address;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rooms that only the server lets sockets join and leave: that of each user, in which are the sockets that the user is logged in
 * at. No application sees them among its rooms.
 */
public final class OwnRooms {
    private static final char MARK = '\0';
    private static final String USER = MARK + "user:";

    private OwnRooms() {}

    /** The room of a user's sockets. */
    public static String ofUser(String id) {
        return USER + id;
    }

    /** The id of the user whose sockets are in the room, if it is such a room. */
    public static Optional<String> userOf(String room) {
        return room.startsWith(USER) ? Optional.of(room.substring(USER.length())) : Optional.empty();
    }

    /** Whether a room is one of these. */
    public static boolean isOwn(String room) {
        return !room.isEmpty() && room.charAt(0) == MARK;
    }

    /** The other rooms among some. */
    public static Set<String> without(Set<String> rooms) {
        return any(rooms) ? rooms.stream().filter(room -> !isOwn(room)).collect(Collectors.toSet()) : rooms;
    }

    /** The other rooms among some, in their order. */
    public static List<String> without(List<String> rooms) {
        return any(rooms) ? rooms.stream().filter(room -> !isOwn(room)).toList() : rooms;
    }

    private static boolean any(Iterable<String> rooms) {
        for (String room : rooms) {
            if (isOwn(room)) {
                return true;
            }
        }
        return false;
    }
}
