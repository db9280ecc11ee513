package io.sockee.demo;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Socket;

/** Rooms that visitors go in and out of, and what they tell each other there. */
@Controller
public class RoomsController {

    /** A room that the page's visitor is in or not. */
    public record Room(String name, boolean joined) {}

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
