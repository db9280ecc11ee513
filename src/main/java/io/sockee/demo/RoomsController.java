package io.sockee.demo;

import io.sockee.api.Controller;
import io.sockee.api.Emits;
import io.sockee.api.On;
import io.sockee.api.Socket;

/** Joins and leaves rooms, and sends messages to them. */
@Controller
@Emits(
        event = "demo:said",
        type = {String.class, String.class, String.class})
public class RoomsController {

    /** A room, and whether the socket is in it. */
    public record Room(String name, boolean joined) {}

    /** Joins a room, or leaves it. */
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

    /** Sends to the other sockets in a room. */
    @On("demo:say")
    public void say(Socket socket, String room, String text) {
        socket.to("demo:" + room).emit("demo:said", socket.id(), room, text);
    }
}
