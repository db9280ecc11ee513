package io.sockee.guide.app;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.api.Timer;
import java.time.Duration;

/** Timers of a socket. */
@Controller
public class ClockController {

    // tag::timers
    @On("remind")
    public void remind(Socket socket, String text, int seconds) {
        socket.after(Duration.ofSeconds(seconds), () -> socket.emit("reminded", text));
    }

    @On("tick")
    public void tick(Socket socket) {
        Timer ticks = socket.every(Duration.ofSeconds(5), () -> socket.emit("ticked"));
        Object before = socket.data().put("ticks", ticks);
        if (before != null) {
            ((Timer) before).cancel(); // asked twice, it ticks once
        }
    }

    @On("quiet")
    public void quiet(Socket socket) {
        if (socket.data().remove("ticks") instanceof Timer ticks) {
            ticks.cancel();
        }
    }
    // end::timers
}
