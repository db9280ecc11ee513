package io.sockee.it.cdi;

import io.sockee.api.RoomJoined;
import io.sockee.api.RoomLeft;
import io.sockee.api.Socket;
import io.sockee.api.SocketConnected;
import io.sockee.api.SocketDisconnected;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened to sockets whose data has a name that is asked for; the latest of it, as a soak has millions of lines. */
@ApplicationScoped
public class Journal {
    private static final int KEPT = 10_000;

    private final Deque<String> lines = new ArrayDeque<>(); // guarded by itself

    @Inject
    private PerSocket perSocket;

    @Inject
    private PerCall perCall;

    void add(String line) {
        synchronized (lines) {
            lines.addLast(line);
            if (lines.size() > KEPT) {
                lines.removeFirst();
            }
        }
    }

    private void add(Socket socket, String line) {
        add(socket.data().get("name") + " " + line);
    }

    /** The lines that begin with a text, without it. */
    List<String> lines(String beginning) {
        List<String> all;
        synchronized (lines) {
            all = List.copyOf(lines);
        }
        return all.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()).strip())
                .toList();
    }

    void connected(@Observes SocketConnected event) {
        boolean same = perSocket.socketId().equals(event.socket().id());
        add(event.socket(), "connected" + (same ? " in its scope" : ""));
    }

    void failing(@Observes @Priority(1) SocketConnected event) {
        if ("unlucky".equals(event.socket().data().get("name"))) {
            throw new IllegalStateException("as asked for");
        }
    }

    void disconnected(@Observes SocketDisconnected event) {
        boolean request = perCall.number() > 0;
        add(event.socket(), "disconnected: " + event.reason().text() + (request ? "" : " without a request"));
    }

    void joined(@Observes RoomJoined event) {
        add(event.socket(), "joined " + event.room());
    }

    void left(@Observes RoomLeft event) {
        add(event.socket(), "left " + event.room());
    }
}
