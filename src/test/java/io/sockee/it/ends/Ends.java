package io.sockee.it.ends;

import io.sockee.api.Socket;
import io.sockee.api.SocketConnected;
import io.sockee.api.SocketDisconnected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What sockets were told of: name, by whom, and the reason. */
@ApplicationScoped
public class Ends {

    public record Entry(String name, String by, String reason) {}

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    void add(Socket socket, String by, String reason) {
        entries.add(new Entry(String.valueOf(socket.data().get("name")), by, reason));
    }

    /** All that is known of a socket, as {@code by: reason}, in order. */
    List<String> of(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .map(entry -> entry.by() + ": " + entry.reason())
                .toList();
    }

    void connected(@Observes SocketConnected event) {
        if (event.socket().namespace().equals("/ends")) {
            add(event.socket(), "connected", "");
        }
    }

    void disconnected(@Observes SocketDisconnected event) {
        if (event.socket().namespace().equals("/ends")) {
            add(event.socket(), "observer", event.reason().text());
        }
    }
}
