package io.sockee.it.timers;

import io.sockee.api.Controller;
import io.sockee.api.OnConnect;
import io.sockee.api.Socket;
import java.time.Duration;

/** Every socket that comes in starts two timers that would run for long. */
@Controller(namespace = "/churn")
public class ChurnController {

    @OnConnect
    public void connect(Socket socket) {
        socket.every(Duration.ofMinutes(30), () -> {});
        socket.after(Duration.ofHours(1), () -> {});
    }
}
