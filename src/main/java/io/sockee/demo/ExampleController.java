package io.sockee.demo;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.api.Timer;
import java.time.Duration;
import java.util.List;

/** Sockey's example: an answer at once, one to the others every five seconds, one to everyone after ten. */
@Controller
public class ExampleController {
    private static final String ANSWER = "example_data";
    private static final String TIMERS = "example.timers";

    /** What the example sends. */
    public record Message(String message) {}

    @On("example")
    public void example(Socket socket) {
        stopEarlier(socket);
        // Spelled as Sockey's clients know it.
        socket.emit(ANSWER, new Message("Recieved Example Request"));
        Timer others = socket.every(
                Duration.ofSeconds(5),
                () -> socket.broadcast(ANSWER, new Message("Global Timed Emit To Everyone But User Every 5 seconds")));
        Timer everyone = socket.after(
                Duration.ofSeconds(10),
                () -> socket.everyone().emit(ANSWER, new Message("Global Emit To Everyone After 10 seconds")));
        socket.data().put(TIMERS, List.of(others, everyone));
    }

    /** Asked again, the example begins anew: one socket never has more than these two timers. */
    private static void stopEarlier(Socket socket) {
        if (socket.data().remove(TIMERS) instanceof List<?> timers) {
            timers.forEach(timer -> ((Timer) timer).cancel());
        }
    }
}
