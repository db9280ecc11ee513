package io.sockee.demo;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import java.util.Map;

/** What the demo page asks for beside the example. */
@Controller
public class DemoController {

    /** A room that the page's visitor is in or not. */
    public record Room(String name, boolean joined) {}

    /** Answers at once; the page measures how long that takes. */
    @On("demo:ping")
    @NonBlocking
    public long ping(long sent) {
        return sent;
    }

    /** Says hello, or refuses to. */
    @On("demo:greet")
    public Map<String, String> greet(String name) {
        if (name.isBlank()) {
            throw new RefusedException("Tell me your name first.");
        }
        return Map.of("greeting", "Hello, " + name.strip() + "!");
    }

    /** Gives back the bytes that it got, and says how many they were. */
    @On("demo:bytes")
    @NonBlocking
    public Map<String, Object> bytes(byte[] bytes) {
        return Map.of("length", bytes.length, "bytes", bytes);
    }

    /** Goes into a room or out of it. */
    @On("demo:room")
    public Room room(Socket socket, String name) {
        String room = "demo:" + name;
        boolean join = !socket.rooms().contains(room);
        if (join) {
            socket.join(room);
        } else {
            socket.leave(room);
        }
        return new Room(name, join);
    }

    /** Tells the others in a room. */
    @On("demo:say")
    public void say(Socket socket, String room, String text) {
        socket.to("demo:" + room).emit("demo:said", socket.id(), room, text);
    }
}
