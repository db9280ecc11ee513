package io.sockee.it.farewell;

import io.sockee.api.Controller;
import io.sockee.api.NonBlocking;
import io.sockee.api.On;
import io.sockee.api.Socket;

/** Ends its clients right after it has told them a lot. */
@Controller(namespace = "/farewell")
public class FarewellController {

    /** Leaves the connection, as {@code socket.disconnect(true)} of the official server does. */
    @On("part")
    public void part(Socket socket, int events) {
        tell(socket, events);
        socket.disconnectAll();
    }

    /** The same at once, on the thread that read the event. */
    @On("part-at-once")
    @NonBlocking
    public void partAtOnce(Socket socket, int events) {
        part(socket, events);
    }

    /** Leaves this namespace alone. */
    @On("leave")
    public void leave(Socket socket, int events) {
        tell(socket, events);
        socket.disconnect();
    }

    private static void tell(Socket socket, int events) {
        for (int i = 0; i < events; i++) {
            socket.emit("word", i);
        }
    }
}
