package io.sockee.guide.app;

import io.sockee.api.Controller;
import io.sockee.api.DisconnectReason;
import io.sockee.api.On;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Publisher;
import io.sockee.api.Socket;
import jakarta.inject.Inject;
import java.util.Set;

/** Rooms and broadcasts. */
@Controller(namespace = "/rooms")
public class RoomsController {

    @Inject
    Publisher publisher;

    // tag::join
    @On("enter")
    public Set<String> enter(Socket socket, String room) {
        socket.join(room);
        return socket.rooms();
    }

    @On("leave")
    public void leave(Socket socket, String room) {
        socket.leave(room);
    }
    // end::join

    // tag::whom
    @On("say")
    public void say(Socket socket, String text) {
        socket.emit("said", "to me", text);
        socket.broadcast("said", "to all others", text);
        socket.everyone().emit("said", "to all", text);
        socket.to("red").emit("said", "to the others in red", text);
        socket.everyone().to("red").emit("said", "to all in red", text);
        socket.to("red", "blue").except("green").emit("said", "to the others in red or blue, not in green", text);
    }
    // end::whom

    // tag::one
    @On("whisper")
    public void whisper(Socket socket, String id, String text) {
        socket.to(id).emit("whispered", socket.id(), text);
    }
    // end::one

    // tag::volatile
    @On("moved")
    public void moved(Socket socket, int x, int y) {
        socket.to("red").ifWritable().emit("at", socket.id(), x, y);
    }
    // end::volatile

    // tag::gone
    @OnDisconnect
    public void gone(Socket socket, DisconnectReason reason) {
        publisher.namespace("/rooms").emit("gone", socket.id(), reason.text());
    }
    // end::gone
}
