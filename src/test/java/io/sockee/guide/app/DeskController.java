package io.sockee.guide.app;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.Socket;

/** Of the page about presence. */
// tag::room
@Controller(namespace = "/desk")
public class DeskController {

    @OnConnect
    public void connect(Socket socket) {
        socket.presence("desk").watch();
        socket.presence("desk").track(new Status("here"));
    }

    @On("status")
    public void status(Socket socket, String text) {
        socket.presence("desk").track(new Status(text));
    }

    public record Status(String text) {}
}
// end::room
