package io.sockee.guide.app;

import io.sockee.api.RoomJoined;
import io.sockee.api.RoomLeft;
import io.sockee.api.SocketConnected;
import io.sockee.api.SocketDisconnected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

// tag::observers
@ApplicationScoped
public class Attendance {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    void came(@Observes SocketConnected event) {
        lines.add("came to " + event.socket().namespace());
    }

    void joined(@Observes RoomJoined event) {
        lines.add("joined " + event.room());
    }

    void left(@Observes RoomLeft event) {
        lines.add("left " + event.room());
    }

    void went(@Observes SocketDisconnected event) {
        lines.add("went: " + event.reason().text());
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
// end::observers
