package com.example.hello;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Socket;
import java.time.Instant;

// tag::controller
@Controller
public class HelloController {

    public record Say(String room, String text) {}

    @On("join")
    public void join(Socket socket, String room) {
        socket.join(room);
    }

    @On("say")
    public Instant say(Socket socket, Say say) {
        socket.to(say.room()).emit("said", socket.id(), say.text());
        return Instant.now();
    }
}
// end::controller
