package com.example.game;

import com.example.game.Field.Frame;
import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Publisher;
import io.sockee.api.Socket;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Random;

/** What players may do, and what they see. */
@Controller
public class GameController {
    private static final String ROOM = "field";

    private final Field field = new Field(new Random());

    @Inject
    Publisher publisher;

    /** What all know of a player. */
    public record Named(String name) {}

    /** Enters the field, and returns by which id the player is seen in the frames, and among those present. */
    @On("play")
    public String play(Socket socket, @NotBlank @Size(max = 20) String name) {
        field.enter(socket.id());
        socket.presence(ROOM).watch();
        socket.presence(ROOM).track(new Named(name)); // joins the room, where the frames go
        return socket.id();
    }

    @On("steer")
    @NonBlocking
    public void steer(Socket socket, double x, double y) {
        field.steer(socket.id(), x, y);
    }

    @OnDisconnect
    public void leave(Socket socket) {
        field.leave(socket.id());
    }

    /** One step of the game. A frame is worthless when the next one is there: who cannot take it at once does not get it. */
    public void step() {
        Frame frame = field.step();
        if (!frame.players().isEmpty()) {
            publisher.to(ROOM).ifWritable().emit("frame", frame);
        }
    }
}
