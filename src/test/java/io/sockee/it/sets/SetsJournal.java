package io.sockee.it.sets;

import io.sockee.api.ConnectionError;
import io.sockee.api.EventEmitted;
import io.sockee.api.RoomCreated;
import io.sockee.api.RoomDeleted;
import io.sockee.api.Socket;
import io.sockee.api.SocketDisconnecting;
import io.sockee.api.TransportUpgraded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened in {@code /sets}, in lines that begin with whom or what they are about. */
@ApplicationScoped
public class SetsJournal {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** The lines about something, without it. */
    List<String> lines(String of) {
        return lines.stream()
                .filter(line -> line.startsWith(of + " "))
                .map(line -> line.substring(of.length() + 1))
                .toList();
    }

    private void add(String namespace, String line) {
        if (namespace.startsWith("/sets")) {
            lines.add(line);
        }
    }

    private void add(Socket socket, String line) {
        add(socket.namespace(), socket.data().get("name") + " " + line);
    }

    void upgraded(@Observes TransportUpgraded event) {
        add(event.socket(), "by " + event.transport() + " " + event.socket().transport());
    }

    void disconnecting(@Observes SocketDisconnecting event) {
        TreeSet<String> rooms = new TreeSet<>(event.rooms());
        boolean own = rooms.remove(event.socket().id());
        add(
                event.socket(),
                event.reason().text() + " " + rooms + own + event.socket().rooms());
    }

    void created(@Observes RoomCreated event) {
        add(event.namespace(), event.room() + " created");
    }

    void deleted(@Observes RoomDeleted event) {
        add(event.namespace(), event.room() + " deleted");
    }

    void emitted(@Observes EventEmitted event) {
        if (event.event().equals("told") || event.event().equals("bye")) {
            add(event.namespace(), "emits " + event.event() + event.arguments().size() + event.rooms());
        }
    }

    void refused(@Observes ConnectionError error) {
        String mark = error.context().getOrDefault("transport", "");
        if (mark.startsWith("sets-")) {
            lines.add(
                    mark + " " + error.code() + " " + error.message() + " " + new TreeMap<>(error.context()).keySet());
        }
    }
}
