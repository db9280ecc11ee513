package io.sockee.guide.app;

import io.sockee.api.Publisher;
import io.sockee.api.RoomJoined;
import io.sockee.api.RoomLeft;
import io.sockee.api.Socket;
import io.sockee.api.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

// tag::roster
@ApplicationScoped
public class Roster {
    /** Who is at a board: the names of users by the ids of their sockets. */
    private final Map<String, Map<String, String>> boards = new ConcurrentHashMap<>();

    @Inject
    Publisher publisher;

    void joined(@Observes RoomJoined event) {
        if (isBoard(event.socket(), event.room())) {
            boards.compute(event.room(), (room, names) -> {
                Map<String, String> changed = names == null ? new HashMap<>() : names;
                changed.put(
                        event.socket().id(),
                        event.socket().user().map(User::name).orElse("a guest"));
                return tell(room, changed);
            });
        }
    }

    void left(@Observes RoomLeft event) {
        if (isBoard(event.socket(), event.room())) {
            boards.computeIfPresent(event.room(), (room, names) -> {
                names.remove(event.socket().id());
                return names.isEmpty() ? null : tell(room, names);
            });
        }
    }

    private static boolean isBoard(Socket socket, String room) {
        return socket.namespace().equals("/team") && room.startsWith("board:");
    }

    /** Within the change, so that no older list comes after a newer one. Whoever has two tabs is named once. */
    private Map<String, String> tell(String room, Map<String, String> names) {
        publisher.namespace("/team").to(room).emit("roster", new TreeSet<>(names.values()));
        return names;
    }
}
// end::roster
